package io.vecstore.core.query;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import java.util.List;

/** Makes one point to search for of good and bad examples. */
final class Examples {

  private Examples() {}

  static float[] target(List<float[]> good, List<float[]> bad) {
    if (good.isEmpty()) {
      throw new InvalidInputException("expected at least one good example, found none");
    }
    int dimension = good.getFirst().length;
    float[] target = mean(good, dimension);
    if (!bad.isEmpty()) {
      float[] away = mean(bad, dimension);
      for (int i = 0; i < dimension; i++) {
        target[i] = 2 * target[i] - away[i];
      }
    }
    return target;
  }

  private static float[] mean(List<float[]> vectors, int dimension) {
    double[] sum = new double[dimension];
    for (float[] vector : vectors) {
      Document.checkVector(vector, "example");
      if (vector.length != dimension) {
        throw new InvalidInputException(
            "an example of " + vector.length + " components, expected " + dimension);
      }
      for (int i = 0; i < dimension; i++) {
        sum[i] += vector[i];
      }
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / vectors.size());
    }
    return mean;
  }
}
