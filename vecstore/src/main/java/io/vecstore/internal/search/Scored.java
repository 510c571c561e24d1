package io.vecstore.internal.search;

import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.segment.SegmentSlice;
import java.util.Comparator;
import java.util.List;

/**
 * A candidate of a search.
 *
 * @param slice where it is
 * @param place the position of the slice in its view
 * @param ordinal in {@code [0, slice.rows())}
 * @param score higher is better: a closeness, BM25 or a fused score
 */
record Scored(SegmentSlice slice, int place, int ordinal, float score) {

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble((Scored s) -> -s.score)
          .thenComparingInt(Scored::place)
          .thenComparingInt(Scored::ordinal);

  /** Returns a number that no other candidate of the same view has. */
  long key() {
    return ((long) place << 32) | ordinal;
  }

  /**
   * Returns the best {@code k}, best first; ties go to the older segment and then the lower
   * ordinal.
   */
  static List<Scored> best(List<Scored> candidates, int k) {
    return candidates.stream().sorted(ReadLimit.current().asked(BEST_FIRST)).limit(k).toList();
  }
}
