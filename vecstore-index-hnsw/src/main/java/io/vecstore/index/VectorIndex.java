package io.vecstore.index;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sealed segment, searchable by vector. Immutable and safe from any thread while
 * the rows' memory is.
 */
public sealed interface VectorIndex permits ExactIndex, HnswIndex {

  /**
   * Offers the rows nearest to a query to {@code out}, whose capacity is the k of the search. An
   * approximate index may miss neighbours, but it offers at least {@code min(k, accepted rows)},
   * and never one outside {@code accept}.
   *
   * @param query {@code dimension} finite floats, not all zero where the metric is cosine; borrowed
   *     until return
   * @param ef beam width for up to ten neighbours, or 0 for the width that was measured when the
   *     index was built; larger finds more and costs time roughly linearly. More neighbours widen
   *     it
   * @param accept the ordinals that may be found, of the size of the segment, or null for all
   * @param out empty; receives ordinals of the segment with their closeness
   */
  void search(
      float[] query,
      int ef,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters);

  /**
   * Returns how a search would go about it and why, in one line: what {@link #search} does with the
   * same arguments, unless it finds on the way that the answers are far.
   *
   * @param k how many are asked for
   */
  String plan(int ef, int k, @Nullable OrdinalBits accept);

  /** Returns the rows that are searched. */
  VectorRows rows();
}
