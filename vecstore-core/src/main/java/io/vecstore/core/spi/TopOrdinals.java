package io.vecstore.core.spi;

/**
 * The best {@code k} of the scored ordinals offered to it: higher scores are better, ties go to the
 * lower ordinal. A bounded heap with the worst on top, in two arrays, without allocation after
 * creation. Not thread-safe.
 */
public final class TopOrdinals {

  /** After so many ranks, a sort asks whether the read may go on. */
  private static final int CHECKED = 4096;

  private final int[] ordinals;
  private final float[] scores;
  private int count;

  /** Creates an empty collector of at most {@code k} ordinals, k at least 1. */
  public TopOrdinals(int k) {
    ordinals = new int[k];
    scores = new float[k];
  }

  /** Returns how many ordinals it can hold. */
  public int capacity() {
    return ordinals.length;
  }

  /** Returns how many ordinals it holds. */
  public int count() {
    return count;
  }

  /** Forgets everything. */
  public void clear() {
    count = 0;
  }

  /**
   * Returns the score below which a candidate is not kept, or negative infinity while there is
   * room.
   */
  public float threshold() {
    return count < ordinals.length ? Float.NEGATIVE_INFINITY : scores[0];
  }

  /** Offers a candidate; a score of NaN is not allowed. Returns whether it was kept. */
  public boolean offer(int ordinal, float score) {
    if (count < ordinals.length) {
      siftUp(ordinal, score);
      return true;
    }
    if (worse(ordinal, score, 0)) {
      return false;
    }
    siftDown(ordinal, score, count);
    return true;
  }

  /**
   * Sorts what is kept, best first. After this only {@link #ordinal}, {@link #score}, {@link
   * #count} and {@link #clear} make sense.
   */
  public void sort() {
    ReadLimit limit = ReadLimit.current();
    for (int end = count - 1; end > 0; end--) {
      if (end % CHECKED == 0) {
        limit.check();
      }
      int worstOrdinal = ordinals[0];
      float worstScore = scores[0];
      siftDown(ordinals[end], scores[end], end);
      ordinals[end] = worstOrdinal;
      scores[end] = worstScore;
    }
  }

  /**
   * Returns the ordinal at a rank in {@code [0, count)}; in rank order only after {@link #sort}.
   */
  public int ordinal(int rank) {
    return ordinals[rank];
  }

  /** Returns the score at a rank in {@code [0, count)}; in rank order only after {@link #sort}. */
  public float score(int rank) {
    return scores[rank];
  }

  private boolean worse(int ordinal, float score, int slot) {
    return score < scores[slot] || (score == scores[slot] && ordinal > ordinals[slot]);
  }

  private void siftUp(int ordinal, float score) {
    int slot = count++;
    while (slot > 0) {
      int parent = (slot - 1) >>> 1;
      if (!worse(ordinal, score, parent)) {
        break;
      }
      ordinals[slot] = ordinals[parent];
      scores[slot] = scores[parent];
      slot = parent;
    }
    ordinals[slot] = ordinal;
    scores[slot] = score;
  }

  private void siftDown(int ordinal, float score, int end) {
    int slot = 0;
    while (true) {
      int child = 2 * slot + 1;
      if (child >= end) {
        break;
      }
      if (child + 1 < end && worse(ordinals[child + 1], scores[child + 1], child)) {
        child++;
      }
      if (worse(ordinal, score, child)) {
        break;
      }
      ordinals[slot] = ordinals[child];
      scores[slot] = scores[child];
      slot = child;
    }
    ordinals[slot] = ordinal;
    scores[slot] = score;
  }
}
