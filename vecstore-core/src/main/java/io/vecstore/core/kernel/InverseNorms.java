package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code 1 / |v|}, the factor that turns a dot product into a cosine. Summed in double, component
 * after component, so that it is the same number wherever it is computed, and neither overflows nor
 * vanishes for any finite vector.
 */
public final class InverseNorms {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private InverseNorms() {}

  /**
   * Returns the inverse norm of a vector; 0 for the zero vector, which is thereby orthogonal to
   * all.
   */
  public static float of(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    return inverse(sum);
  }

  /** Returns the inverse norm of the row that starts at a byte offset; 0 for the zero vector. */
  public static float of(MemorySegment rows, long offset, int dimension) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double x = rows.get(FLOAT, offset + 4L * i);
      sum += x * x;
    }
    return inverse(sum);
  }

  private static float inverse(double squaredNorm) {
    return squaredNorm == 0 ? 0 : (float) Math.min(1 / Math.sqrt(squaredNorm), Float.MAX_VALUE);
  }
}
