package io.vecstore.core.kernel.rotation;

import io.vecstore.core.kernel.Kernels;
import java.util.SplittableRandom;

/**
 * A random rotation that spreads what a vector holds evenly over its components, so that four bits
 * are enough for each: random signs and a fast Hadamard transform, over the largest power of two of
 * the first components and then of the last, twice (Gao et al. 2024, RaBitQ, section 3.1, with the
 * transform in place of a matrix). Lengths and angles stay what they are. Immutable.
 */
public final class Rotation {

  private static final int ROUNDS = 4;
  private static final Hadamard SCALAR = new ScalarHadamard();

  private static final class Simd {
    static final Hadamard HADAMARD = new SimdHadamard();
  }

  private final int dimension;
  private final int window;
  private final float scale;
  private final float[][] signs = new float[ROUNDS][];

  /** Creates the rotation of a seed; the same in every build. */
  public Rotation(int dimension, long seed) {
    this.dimension = dimension;
    window = Integer.highestOneBit(dimension);
    scale = (float) (1 / Math.sqrt(window));
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      signs[round] = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        signs[round][i] = random.nextBoolean() ? 1 : -1;
      }
    }
  }

  /** Rotates a vector in place. */
  public void apply(float[] vector) {
    Hadamard hadamard = Kernels.isWarm() ? Simd.HADAMARD : SCALAR;
    for (int round = 0; round < ROUNDS; round++) {
      float[] sign = signs[round];
      for (int i = 0; i < dimension; i++) {
        vector[i] *= sign[i];
      }
      int from = round % 2 == 0 ? 0 : dimension - window;
      hadamard.transform(vector, from, window);
      for (int i = from; i < from + window; i++) {
        vector[i] *= scale;
      }
    }
  }
}
