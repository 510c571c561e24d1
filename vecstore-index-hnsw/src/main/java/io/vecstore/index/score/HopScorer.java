package io.vecstore.index.score;

/**
 * The closeness of one query to rows, exact or estimated, as a walk asks for it: a whole hop in one
 * call. Belongs to one thread at a time.
 */
public interface HopScorer {

  /** Sets the query to a vector of {@code dimension} floats, which is copied. */
  void query(float[] vector);

  /** Sets the query to a row. */
  void queryRow(int ordinal);

  /**
   * Computes the closeness of the rows {@code ordinals[0..count)}.
   *
   * @param out receives {@code count} values, higher for closer, comparable with those of the same
   *     query and scorer
   */
  void closeness(int[] ordinals, int count, float[] out);
}
