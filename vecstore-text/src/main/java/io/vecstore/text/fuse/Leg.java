package io.vecstore.text.fuse;

/**
 * What one leg of a hybrid query found. Immutable.
 *
 * <p>A key stands for a document in all legs; lower keys win ties.
 */
public final class Leg {

  final long[] keys;
  final float[] scores;
  final float floor;

  private Leg(long[] keys, float[] scores, float floor) {
    if (keys.length != scores.length) {
      throw new IllegalArgumentException(keys.length + " keys, but " + scores.length + " scores");
    }
    this.keys = keys;
    this.scores = scores;
    this.floor = floor;
  }

  /**
   * Returns the leg of some hits.
   *
   * @param keys each once; borrowed
   * @param scores of each, higher is better, no NaN; borrowed
   * @param floor the least score that is possible: 0 for BM25, -1 for the cosine; NaN where there
   *     is none
   */
  public static Leg of(long[] keys, float[] scores, float floor) {
    return new Leg(keys, scores, floor);
  }
}
