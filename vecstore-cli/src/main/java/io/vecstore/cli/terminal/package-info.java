/** What does somebody see who waits? Open {@link io.vecstore.cli.terminal.Progress} first. */
@NullMarked
package io.vecstore.cli.terminal;

import org.jspecify.annotations.NullMarked;
