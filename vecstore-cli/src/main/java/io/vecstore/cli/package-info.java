/**
 * What does an operator type? Open {@link io.vecstore.cli.VecStoreCli} first: one type for each
 * command. Depends on the facade, never on an engine.
 */
@NullMarked
package io.vecstore.cli;

import org.jspecify.annotations.NullMarked;
