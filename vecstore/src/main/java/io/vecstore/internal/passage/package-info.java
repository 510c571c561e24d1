/**
 * What is kept of a passage, so that it can be put back into the text that it was cut from? Open
 * {@link io.vecstore.internal.passage.PassageRow} first. Values: safe from any thread.
 */
@NullMarked
package io.vecstore.internal.passage;

import org.jspecify.annotations.NullMarked;
