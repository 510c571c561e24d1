package io.vecstore.internal.search;

import io.vecstore.core.error.DimensionMismatchException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;

/** What only the schema knows of a vector. */
public final class VectorCheck {

  private VectorCheck() {}

  /**
   * Checks that a vector of finite components fits a schema.
   *
   * @param place where the vector stands, for the error
   * @throws DimensionMismatchException if its dimension is another
   * @throws InvalidInputException if it is zero and the metric is cosine
   */
  public static void requireFits(float[] vector, String place, Schema schema) {
    if (vector.length != schema.dimension()) {
      throw new DimensionMismatchException(schema.dimension(), vector.length, place);
    }
    if (schema.metric() == Metric.COSINE && InverseNorms.of(vector) == 0) {
      throw new InvalidInputException(
          "the vector is zero, and cosine has no direction for it (" + place + ")");
    }
  }
}
