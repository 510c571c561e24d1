/**
 * Words, gimme ordinals: which rows of a segment match a query best?
 *
 * <p>Open {@link io.vecstore.text.search.TextSearch} first: prepared once for all segments, with
 * the statistics of all, run on each. Depends on queries and postings. A prepared search is safe
 * from any thread, what runs it is not shared.
 */
@NullMarked
package io.vecstore.text.search;

import org.jspecify.annotations.NullMarked;
