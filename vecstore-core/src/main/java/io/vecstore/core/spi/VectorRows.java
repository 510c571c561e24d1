package io.vecstore.core.spi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors by ordinal, one after the other: row {@code i} is {@code dimension} little-endian float32
 * values from byte {@code i * dimension * 4}.
 *
 * @param floats the rows, native or mapped memory, 64-byte aligned; borrowed
 * @param inverseNorms one float32 a row, {@code 1 / |row|}, where the metric is cosine; {@link
 *     MemorySegment#NULL} otherwise
 * @param count the number of rows
 * @param dimension the number of components of a row
 */
public record VectorRows(
    MemorySegment floats, MemorySegment inverseNorms, int count, int dimension) {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Returns the position in bytes of a row's first component; the ordinal is in {@code [0, count)}.
   */
  public long offset(int ordinal) {
    return (long) ordinal * dimension * Float.BYTES;
  }

  /** Returns one component of a row. For the few places that are not loops over all rows. */
  public float component(int ordinal, int index) {
    return floats.get(FLOAT, offset(ordinal) + 4L * index);
  }

  /** Returns the inverse norm of a row; only where there are inverse norms. */
  public float inverseNorm(int ordinal) {
    return inverseNorms.get(FLOAT, 4L * ordinal);
  }
}
