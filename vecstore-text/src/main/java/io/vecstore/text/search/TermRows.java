package io.vecstore.text.search;

import io.vecstore.text.postings.PostingsCursor;

/** The rows of one term, row by row. Not thread-safe. */
final class TermRows {

  private static final int[] NO_ROWS = {};

  /** So many rows are looked at one by one before steps are doubled. */
  private static final int NEAR = 8;

  private final PostingsCursor cursor;
  private int[] block = NO_ROWS;
  private int index;
  private int count;
  private int row = -1;

  TermRows(PostingsCursor cursor) {
    this.cursor = cursor;
  }

  int row() {
    return row;
  }

  int advance(int target) {
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
    int near = Math.min(count - 1, low + NEAR);
    while (low < near && block[low] < target) {
      low++;
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

  int frequency() {
    return cursor.frequencies()[index];
  }

  int[] positions() {
    return cursor.positions(index);
  }

  PostingsCursor cursor() {
    return cursor;
  }
}
