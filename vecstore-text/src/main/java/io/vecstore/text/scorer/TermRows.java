package io.vecstore.text.scorer;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.text.postings.PostingsCursor;

/** The rows of one term, row by row. Not thread-safe. */
public final class TermRows {

  private static final int[] NO_ROWS = {};

  private final PostingsCursor cursor;
  private int[] block = NO_ROWS;
  private int index;
  private int count;
  private int row = -1;
  private boolean there;

  /** Creates the rows of a cursor that was not moved yet. */
  public TermRows(PostingsCursor cursor) {
    this.cursor = cursor;
  }

  /** Returns the current row: -1 at first, {@link RowScorer#END} at last. */
  public int row() {
    return row;
  }

  /** Moves to the first row at or after {@code target}, which is after the current one. */
  public int advance(int target) {
    if (count == 0 || target > block[count - 1]) {
      if (!cursor.seek(target)) {
        count = 0;
        row = RowScorer.END;
        return row;
      }
      block = cursor.ordinals();
      count = cursor.count();
      index = 0;
    }
    index = Kernels.blocks().first(block, index, count, target);
    row = block[index];
    return row;
  }

  /** Returns how often the current row has the term. */
  public int frequency() {
    return cursor.frequency(index);
  }

  /**
   * Returns where the current row has it, as many as its frequency; borrowed until the next call.
   */
  public int[] positions() {
    return cursor.positions(index);
  }

  /** Returns what is walked. */
  public PostingsCursor cursor() {
    return cursor;
  }

  /** Looks ahead, as {@link RowScorer#look} does, for a score of the one term. */
  int look(int target) {
    there = cursor.look(target);
    return there ? cursor.lookLast() : RowScorer.END - 1;
  }

  /** Returns the bound of the rows looked at last. */
  float bound(float weight, Bm25 formula) {
    return there ? cursor.lookBound(weight, formula.inverse()) : 0;
  }
}
