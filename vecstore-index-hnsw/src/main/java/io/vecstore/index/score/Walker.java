package io.vecstore.index.score;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import org.jspecify.annotations.Nullable;

/**
 * One search of a graph at a time. Made once and used again and again without allocation. Belongs
 * to one thread at a time.
 */
public interface Walker {

  /** Sets where the walk goes, to a vector of {@code dimension} floats. */
  void query(float[] vector);

  /**
   * Leaves out a row from now on, as if it were not in the graph; -1 for none, which is how a walk
   * begins.
   */
  void hide(int ordinal);

  /** Returns the exact scorer, with the query that was set last. */
  RowScorer exact();

  /**
   * Walks with a beam of a width, and ranks the nearest accepted rows that it found.
   *
   * @param accept the ordinals that may be found, or null for all
   * @return how many rows can be offered; at most k
   */
  int walk(int width, int k, @Nullable OrdinalBits accept, SearchCounters counters);

  /** Returns how many of the {@code k} nearest rows that the walk found are at least so close. */
  int reaching(int k, float closeness);

  /** Offers the rows that were found, best first, at most as many as there is room for. */
  void offer(TopOrdinals out);
}
