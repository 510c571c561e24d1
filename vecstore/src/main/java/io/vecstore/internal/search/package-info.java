/**
 * How is a query answered over one view? Open {@link io.vecstore.internal.search.Searcher} first.
 * Runs the plans of {@code plan} over the segments, fuses what they find and fetches the winners.
 * Runs on the caller's thread; holds no state.
 */
@NullMarked
package io.vecstore.internal.search;

import org.jspecify.annotations.NullMarked;
