package io.vecstore.internal.segment;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors of several segments, one after the other in memory of their own, as a graph is built over
 * them. For one thread.
 */
final class VectorCopy {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment floats;
  private final MemorySegment inverseNorms;
  private final int dimension;
  private int count;

  /** Makes room for so many rows. */
  VectorCopy(int rows, int dimension, Arena arena) {
    this.dimension = dimension;
    this.floats = arena.allocate(Math.max(1, 4L * dimension * rows), 64);
    this.inverseNorms = arena.allocate(Math.max(1, 4L * rows), 64);
  }

  /** Appends the vector of an ordinal. */
  void add(SegmentReader from, int ordinal, int visible) {
    int blockRows = from.blockRows();
    VectorRows rows = from.block(ordinal / blockRows, visible);
    int row = ordinal % blockRows;
    MemorySegment.copy(
        rows.floats(), rows.offset(row), floats, 4L * dimension * count, 4L * dimension);
    if (rows.inverseNorms().byteSize() > 0) {
      inverseNorms.set(FLOAT, 4L * count, rows.inverseNorms().get(FLOAT, 4L * row));
    }
    count++;
  }

  /** Returns the rows so far. */
  VectorRows rows() {
    return new VectorRows(
        floats.asSlice(0, 4L * dimension * count),
        inverseNorms.asSlice(0, 4L * count),
        count,
        dimension);
  }

  /** Returns the inverse norm of each row. */
  static MemorySegment inverseNorms(VectorRows rows, Arena arena) {
    MemorySegment norms = arena.allocate(Math.max(1, 4L * rows.count()), 64);
    float[] vector = new float[rows.dimension()];
    for (int row = 0; row < rows.count(); row++) {
      MemorySegment.copy(rows.floats(), FLOAT, rows.offset(row), vector, 0, vector.length);
      norms.set(FLOAT, 4L * row, InverseNorms.of(vector));
    }
    return norms;
  }
}
