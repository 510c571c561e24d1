package io.vecstore.text.scorer;

import io.vecstore.text.postings.PostingsCursor;

/** The rows of one term, row by row. Not thread-safe. */
public final class TermRows {

  private static final int[] NO_ROWS = {};

  /** So many rows are looked at together before steps are doubled. */
  private static final int NEAR = 8;

  private final PostingsCursor cursor;
  private int[] block = NO_ROWS;
  private int index;
  private int count;
  private int row = -1;

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
    index = lowerBound(target);
    row = block[index];
    return row;
  }

  /** Finds the target, which is at most the block's last row: by doubling steps, then by halves. */
  private int lowerBound(int target) {
    int low = index;
    if (low + NEAR <= count) {
      // As many of the next rows as are before the target, without a branch to guess wrong.
      int before = 0;
      for (int i = 0; i < NEAR; i++) {
        before += (block[low + i] - target) >>> 31;
      }
      low += before;
      if (before < NEAR) {
        return low;
      }
    }
    if (block[low] >= target) {
      return low;
    }
    int step = 1;
    while (low + step < count && block[low + step] < target) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(low + step, count - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (block[middle] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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
}
