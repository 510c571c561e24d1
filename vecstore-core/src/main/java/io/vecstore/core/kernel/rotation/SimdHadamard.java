package io.vecstore.core.kernel.rotation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The transform in vectors of the width that the machine prefers. */
final class SimdHadamard extends Hadamard {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  private static final int STEPS = Integer.numberOfTrailingZeros(LANES);

  /**
   * For the distances 1, 2, 4 and so on: where each lane finds its partner, and with what sign it
   * stays.
   */
  private static final int[] PARTNERS = new int[STEPS * LANES];

  private static final float[] SIGNS = new float[STEPS * LANES];

  static {
    for (int i = 0; i < PARTNERS.length; i++) {
      int distance = 1 << (i / LANES);
      PARTNERS[i] = i % LANES ^ distance;
      SIGNS[i] = (i & distance) == 0 ? 1 : -1;
    }
  }

  @Override
  void transform(float[] vector, int from, int window) {
    int distance = 1;
    for (; distance < Math.min(window, LANES); distance *= 2) {
      if (window < LANES) {
        step(vector, from, window, distance);
      } else {
        within(vector, from, window, distance);
      }
    }
    for (; distance < window; distance *= 2) {
      across(vector, from, window, distance);
    }
  }

  /** Steps at a distance below the width of a register: each lane meets its partner. */
  private static void within(float[] vector, int from, int window, int distance) {
    int step = LANES * Integer.numberOfTrailingZeros(distance);
    VectorShuffle<Float> partner = VectorShuffle.fromArray(S, PARTNERS, step);
    FloatVector sign = FloatVector.fromArray(S, SIGNS, step);
    for (int i = from; i < from + window; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, vector, i);
      v.rearrange(partner).add(v.mul(sign)).intoArray(vector, i);
    }
  }

  private static void across(float[] vector, int from, int window, int distance) {
    for (int start = from; start < from + window; start += 2 * distance) {
      for (int i = start; i < start + distance; i += LANES) {
        FloatVector a = FloatVector.fromArray(S, vector, i);
        FloatVector b = FloatVector.fromArray(S, vector, i + distance);
        a.add(b).intoArray(vector, i);
        a.sub(b).intoArray(vector, i + distance);
      }
    }
  }
}
