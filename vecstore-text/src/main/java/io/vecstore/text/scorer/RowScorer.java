package io.vecstore.text.scorer;

/** The rows of one segment that match a part of a query, in ascending order. Not thread-safe. */
public interface RowScorer {

  /** The row after the last one. */
  int END = Integer.MAX_VALUE;

  /** Returns the current row: -1 at first, {@link #END} at last. */
  int row();

  /**
   * Moves to the first row at or after {@code target}, which is after the current row, and returns
   * it.
   */
  int advance(int target);

  /** Returns the score of the current row. */
  double score();

  /** Returns about how many rows there are. */
  long cost();

  /**
   * Looks at the rows from one on, without moving: finds {@link #bound}, and returns the last row
   * to which it holds. The row looked at never falls.
   */
  int look(int target);

  /** Returns what no score of the rows looked at last exceeds; 0 where none of them matches. */
  double bound();
}
