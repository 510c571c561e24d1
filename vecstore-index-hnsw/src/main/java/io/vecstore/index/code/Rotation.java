package io.vecstore.index.code;

import java.util.SplittableRandom;

/**
 * A random rotation that spreads what a vector holds evenly over its components, so that four bits
 * are enough for each: random signs and a fast Hadamard transform, over the largest power of two of
 * the first components and then of the last, twice (Gao et al. 2024, RaBitQ, section 3.1, with the
 * transform in place of a matrix). Lengths and angles stay what they are. Immutable.
 */
final class Rotation {

  private static final int ROUNDS = 4;

  private final int dimension;
  private final int window;
  private final float scale;
  private final float[][] signs = new float[ROUNDS][];

  /** Creates the rotation of a seed; the same in every build. */
  Rotation(int dimension, long seed) {
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
  void apply(float[] vector) {
    for (int round = 0; round < ROUNDS; round++) {
      float[] sign = signs[round];
      for (int i = 0; i < dimension; i++) {
        vector[i] *= sign[i];
      }
      transform(vector, round % 2 == 0 ? 0 : dimension - window);
    }
  }

  private void transform(float[] vector, int from) {
    int to = from + window;
    for (int half = 1; half < window; half *= 2) {
      for (int start = from; start < to; start += 2 * half) {
        for (int i = start; i < start + half; i++) {
          float a = vector[i];
          float b = vector[i + half];
          vector[i] = a + b;
          vector[i + half] = a - b;
        }
      }
    }
    for (int i = from; i < to; i++) {
      vector[i] *= scale;
    }
  }
}
