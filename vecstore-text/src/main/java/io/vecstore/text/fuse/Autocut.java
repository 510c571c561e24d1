package io.vecstore.text.fuse;

import java.util.Arrays;

/** Where does a ranking stop to be about the query? At a jump of the scores. */
public final class Autocut {

  private static final double LEAST_DROP = 0.01;

  private Autocut() {}

  /**
   * Returns how many of the hits to keep: those before the {@code jumps}-th jump, or before the
   * last one if there are fewer, or all if there is none. A jump is a drop of more than 0.01 that
   * is more than twice the median drop.
   *
   * @param scores best first
   * @param jumps at least 1; 0 keeps all
   */
  public static int keep(float[] scores, int jumps) {
    if (jumps <= 0 || scores.length < 2) {
      return scores.length;
    }
    double[] drops = new double[scores.length - 1];
    for (int i = 0; i < drops.length; i++) {
      drops[i] = scores[i] - scores[i + 1];
    }
    double[] sorted = drops.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    int keep = scores.length;
    int found = 0;
    for (int i = 0; i < drops.length && found < jumps; i++) {
      if (drops[i] > LEAST_DROP && drops[i] > 2 * median) {
        keep = i + 1;
        found++;
      }
    }
    return keep;
  }
}
