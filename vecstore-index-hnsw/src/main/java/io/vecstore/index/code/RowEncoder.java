package io.vecstore.index.code;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.parallel.Parallel;
import java.lang.foreign.Arena;

/** Encodes all rows of a segment. */
final class RowEncoder {

  private final Metric metric;
  private final VectorRows rows;
  private final CodePacking packing;
  private final long seed;

  RowEncoder(Metric metric, VectorRows rows, CodePacking packing, long seed) {
    this.metric = metric;
    this.rows = rows;
    this.packing = packing;
    this.seed = seed;
  }

  CodedRows encode(int threads, Arena arena) {
    int dimension = rows.dimension();
    long size = packing.bytes(dimension, rows.count());
    PackedCodes packed =
        packing.over(arena.allocate(Math.max(1, size), 64), dimension, rows.count());
    CodedRows codes = new CodedRows(metric, packed, RowMean.of(metric, rows), seed);
    new Parallel(threads)
        .forEach(
            rows.count(),
            () -> {
              IntervalEncoder encoder = new IntervalEncoder(dimension, packing.highest());
              float[] vector = new float[dimension];
              return ordinal -> encode(codes, ordinal, vector, encoder);
            });
    return codes;
  }

  private void encode(CodedRows codes, int ordinal, float[] vector, IntervalEncoder encoder) {
    float scale = scale(ordinal);
    double norm = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * rows.component(ordinal, i) - codes.mean()[i];
      norm += (double) vector[i] * vector[i];
    }
    codes.rotation().apply(vector);
    encoder.encode(vector);
    float counted = metric == Metric.DOT_PRODUCT ? 0 : (float) norm;
    codes.packed().write(ordinal, encoder.codes(), encoder.low(), encoder.step(), counted);
  }

  private float scale(int ordinal) {
    return metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
  }
}
