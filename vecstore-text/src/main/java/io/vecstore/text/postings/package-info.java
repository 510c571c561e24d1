/**
 * Term, gimme ordinals and positions: what the text of a segment looks like to a search.
 *
 * <p>Open {@link io.vecstore.text.postings.TextSegment} first; growing and sealed segments
 * implement it. Depends on the core's errors only. Cursors belong to one thread, segments to all.
 */
@NullMarked
package io.vecstore.text.postings;

import org.jspecify.annotations.NullMarked;
