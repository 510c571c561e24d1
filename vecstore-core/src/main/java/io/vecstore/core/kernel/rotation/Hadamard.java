package io.vecstore.core.kernel.rotation;

/**
 * The Hadamard transform without its scale: sums and differences of neighbours at distance 1, 2, 4
 * and so on. Every implementation gives the same bits, for each sum has two terms. Stateless, safe
 * from any thread.
 */
abstract sealed class Hadamard permits ScalarHadamard, SimdHadamard {

  Hadamard() {}

  /**
   * Transforms a part of a vector in place.
   *
   * @param window how many components, a power of two
   */
  abstract void transform(float[] vector, int from, int window);

  /** Adds and subtracts neighbours at one distance. */
  static void step(float[] vector, int from, int window, int distance) {
    for (int start = from; start < from + window; start += 2 * distance) {
      for (int i = start; i < start + distance; i++) {
        float a = vector[i];
        float b = vector[i + distance];
        vector[i] = a + b;
        vector[i + distance] = a - b;
      }
    }
  }
}
