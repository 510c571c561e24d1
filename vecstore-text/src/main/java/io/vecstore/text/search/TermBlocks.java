package io.vecstore.text.search;

import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.scorer.RowScorer;

/**
 * The rows of one term, block by block, with their scores, and bounds of the scores of blocks that
 * were not decoded. Not thread-safe.
 */
final class TermBlocks {

  private static final int[] NONE = {};

  /** So many rows are looked at one by one before steps are doubled. */
  private static final int NEAR = 8;

  private static final int[] NO_MORE = {RowScorer.END};

  final PostingsCursor cursor;
  private final float weight;
  private final float[] inverse;
  private final byte[] lengths;

  // The block that is decoded.
  private int[] rows = NONE;
  private int[] frequencies = NONE;
  private int count;
  private int index;
  private boolean scored;
  private final float[] scores = new float[PostingsCursor.BLOCK];
  private final float[] factors = new float[PostingsCursor.BLOCK];

  // The block that is looked at.
  private float blockBound;
  private int boundEnd = -1;

  /** The bound that {@link #boundWithin} found last. */
  float bound;

  TermBlocks(PostingsCursor cursor, float weight, float[] inverse, byte[] lengths) {
    this.cursor = cursor;
    this.weight = weight;
    this.inverse = inverse;
    this.lengths = lengths;
  }

  /**
   * Sets {@link #bound} to what no score of a row in [from, to) exceeds; {@code from} never falls.
   */
  void boundWithin(int from, int to) {
    float most = 0;
    int target = from;
    while (true) {
      look(target);
      most = Math.max(most, blockBound);
      if (boundEnd >= to - 1) {
        break;
      }
      target = boundEnd + 1;
    }
    bound = most;
  }

  /** Sets {@link #bound} to that of the block that holds the first row at or after one. */
  void boundAt(int row) {
    look(row);
    bound = blockBound;
  }

  private void look(int target) {
    if (boundEnd < target) {
      if (cursor.look(target)) {
        boundEnd = cursor.lookLast();
        blockBound = ofBlock();
      } else {
        boundEnd = RowScorer.END - 1;
        blockBound = 0;
      }
    }
  }

  private float ofBlock() {
    int pairs = cursor.impacts();
    float most = pairs == 0 ? weight : 0;
    for (int pair = 0; pair < pairs; pair++) {
      float factor = inverse[cursor.impactLength(pair)];
      most = Math.max(most, weight - weight / (1f + cursor.impactFrequency(pair) * factor));
    }
    return most;
  }

  /** Returns the last row to which the bound holds. */
  int boundEnd() {
    return boundEnd;
  }

  /**
   * Moves to the first row at or after {@code target}, and returns it; stays where it is if there.
   */
  int advance(int target) {
    if (index < count && rows[index] >= target) {
      return rows[index];
    }
    if (count == 0 || rows[count - 1] < target) {
      if (!cursor.seek(target)) {
        count = 1;
        index = 0;
        rows = NO_MORE;
        return RowScorer.END;
      }
      rows = cursor.ordinals();
      frequencies = cursor.frequencies();
      count = cursor.count();
      index = 0;
      scored = false;
    }
    index = lowerBound(target);
    return rows[index];
  }

  private int lowerBound(int target) {
    int low = index;
    int near = Math.min(count - 1, low + NEAR);
    while (low < near && rows[low] < target) {
      low++;
    }
    if (rows[low] >= target) {
      return low;
    }
    int step = 1;
    while (low + step < count && rows[low + step] < target) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(low + step, count - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[middle] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the score of the current row. */
  float score() {
    return scored
        ? scores[index]
        : weight - weight / (1f + frequencies[index] * inverse[lengths[rows[index]] & 0xFF]);
  }

  /** Returns the scores of the current block; two loops, so that the second has no gather in it. */
  float[] scores() {
    if (!scored) {
      for (int i = 0; i < count; i++) {
        factors[i] = inverse[lengths[rows[i]] & 0xFF];
      }
      for (int i = 0; i < count; i++) {
        scores[i] = weight - weight / (1f + frequencies[i] * factors[i]);
      }
      scored = true;
    }
    return scores;
  }

  /** Returns the rows of the current block, from {@link #index} on not yet passed. */
  int[] rows() {
    return rows;
  }

  int index() {
    return index;
  }

  int count() {
    return count;
  }

  /**
   * Passes the rows of the block before an index in [index, count]; at the end the next advance
   * goes on.
   */
  void index(int next) {
    index = next;
  }
}
