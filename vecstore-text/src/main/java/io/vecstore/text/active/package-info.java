/**
 * How can text be found while it is written? The growing inverted index: one writer, readers that
 * never wait.
 *
 * <p>Open {@link io.vecstore.text.active.ActiveText} first. Depends on the postings' interfaces. A
 * posting is complete before its count is released; a reader acquires the count, and stops at the
 * first row that it may not see yet.
 */
@NullMarked
package io.vecstore.text.active;

import org.jspecify.annotations.NullMarked;
