package io.vecstore.bench.engine;

import io.vecstore.bench.data.Vectors;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Lays vectors out as a sealed segment holds them. */
public final class NativeRows {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private NativeRows() {}

  /** Copies the vectors into the arena, with their inverse norms where the metric needs them. */
  public static VectorRows of(Vectors base, Metric metric, Arena arena) {
    int dimension = base.dimension();
    boolean cosine = metric == Metric.COSINE;
    MemorySegment floats = arena.allocate((long) base.count() * dimension * Float.BYTES, 64);
    MemorySegment norms =
        cosine ? arena.allocate((long) base.count() * Float.BYTES, 64) : MemorySegment.NULL;
    for (int i = 0; i < base.count(); i++) {
      MemorySegment.copy(
          base.row(i), 0, floats, FLOAT, (long) i * dimension * Float.BYTES, dimension);
      if (cosine) {
        norms.setAtIndex(FLOAT, i, inverseNorm(base.row(i)));
      }
    }
    return new VectorRows(floats, norms, base.count(), dimension);
  }

  private static float inverseNorm(float[] row) {
    double square = 0;
    for (float x : row) {
      square += (double) x * x;
    }
    return (float) (1 / Math.sqrt(square));
  }
}
