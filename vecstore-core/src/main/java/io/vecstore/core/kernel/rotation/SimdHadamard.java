package io.vecstore.core.kernel.rotation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The transform in vectors of the width that the machine prefers. */
final class SimdHadamard extends Hadamard {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  // Where each lane finds its partner; constants, for a shuffle made on the way is an object.
  private static final VectorShuffle<Float> PARTNER_1 = partner(1);
  private static final VectorShuffle<Float> PARTNER_2 = partner(2);
  private static final VectorShuffle<Float> PARTNER_4 = partner(4);
  private static final VectorShuffle<Float> PARTNER_8 = partner(8);

  /** With what sign each lane stays, at the distances 1, 2, 4 and 8. */
  private static final float[] SIGNS = new float[4 * LANES];

  static {
    for (int i = 0; i < SIGNS.length; i++) {
      SIGNS[i] = ((i % LANES) & (1 << (i / LANES))) == 0 ? 1 : -1;
    }
  }

  private static VectorShuffle<Float> partner(int distance) {
    return VectorShuffle.fromOp(S, lane -> (lane ^ distance) & (LANES - 1));
  }

  @Override
  void transform(float[] vector, int from, int window) {
    if (window < LANES || LANES > 16) {
      for (int distance = 1; distance < window; distance *= 2) {
        step(vector, from, window, distance);
      }
      return;
    }
    within(vector, from, window);
    for (int distance = LANES; distance < window; distance *= 2) {
      across(vector, from, window, distance);
    }
  }

  /** All steps at distances below the width of a register: each lane meets its partners. */
  private static void within(float[] vector, int from, int window) {
    FloatVector sign1 = FloatVector.fromArray(S, SIGNS, 0);
    FloatVector sign2 = FloatVector.fromArray(S, SIGNS, LANES);
    FloatVector sign4 = FloatVector.fromArray(S, SIGNS, 2 * LANES);
    FloatVector sign8 = FloatVector.fromArray(S, SIGNS, 3 * LANES);
    for (int i = from; i < from + window; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, vector, i);
      if (LANES > 1) {
        v = v.rearrange(PARTNER_1).add(v.mul(sign1));
      }
      if (LANES > 2) {
        v = v.rearrange(PARTNER_2).add(v.mul(sign2));
      }
      if (LANES > 4) {
        v = v.rearrange(PARTNER_4).add(v.mul(sign4));
      }
      if (LANES > 8) {
        v = v.rearrange(PARTNER_8).add(v.mul(sign8));
      }
      v.intoArray(vector, i);
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
