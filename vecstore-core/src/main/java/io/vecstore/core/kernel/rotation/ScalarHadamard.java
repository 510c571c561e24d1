package io.vecstore.core.kernel.rotation;

/** The transform without the Vector API. */
final class ScalarHadamard extends Hadamard {

  @Override
  void transform(float[] vector, int from, int window) {
    for (int distance = 1; distance < window; distance *= 2) {
      step(vector, from, window, distance);
    }
  }
}
