package io.vecstore.index.score;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.QueryLanes;
import io.vecstore.core.kernel.ScannedMetrics;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The exact closeness, as {@link Metric} defines it, of one query to rows. The query is set once
 * and then scored against many rows; setting it and scoring allocate nothing. Belongs to one thread
 * at a time.
 */
public final class RowScorer implements HopScorer {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Beyond so many bytes the hardware has understood where it is going. */
  private static final int MOST_TOUCHED = 1024;

  private final Metric metric;
  private final int dimension;
  private final float[] lanes;
  private VectorRows rows;

  /** Creates a scorer over rows; its query is still to be set. */
  public RowScorer(Metric metric, VectorRows rows) {
    this.metric = metric;
    this.rows = rows;
    dimension = rows.dimension();
    lanes = new float[metric.hasGraph() ? QueryLanes.length(dimension) : dimension];
  }

  /** Returns the rows that are scored. */
  public VectorRows rows() {
    return rows;
  }

  /** Returns the metric. */
  public Metric metric() {
    return metric;
  }

  /** Scores other rows of the same dimension from now on, keeping the query. */
  public void over(VectorRows other) {
    assert other.dimension() == dimension;
    rows = other;
  }

  /** Sets the query to a vector of {@code dimension} floats, which is copied. */
  @Override
  public void query(float[] vector) {
    assert vector.length == dimension;
    if (metric.hasGraph()) {
      QueryLanes.fill(vector, lanes);
      if (metric == Metric.COSINE) {
        scale(InverseNorms.of(vector));
      }
    } else {
      System.arraycopy(vector, 0, lanes, 0, dimension);
    }
  }

  /** Sets the query to a row of the rows that are scored. */
  @Override
  public void queryRow(int ordinal) {
    if (metric.hasGraph()) {
      QueryLanes.load(rows.floats(), rows.offset(ordinal), dimension, lanes);
      if (metric == Metric.COSINE) {
        scale(rows.inverseNorm(ordinal));
      }
    } else {
      MemorySegment.copy(rows.floats(), FLOAT, rows.offset(ordinal), lanes, 0, dimension);
    }
  }

  /** Returns the closeness of one row. */
  public float closeness(int ordinal) {
    MemorySegment floats = rows.floats();
    long offset = rows.offset(ordinal);
    return ordered(
        switch (metric) {
          case COSINE ->
              Kernels.get().dot(lanes, floats, offset, dimension) * rows.inverseNorm(ordinal);
          case DOT_PRODUCT -> Kernels.get().dot(lanes, floats, offset, dimension);
          case EUCLIDEAN -> -Kernels.get().squaredEuclidean(lanes, floats, offset, dimension);
          default -> ScannedMetrics.closeness(metric, lanes, floats, offset);
        });
  }

  /**
   * Computes the closeness of the rows {@code ordinals[0..count)}.
   *
   * @param out receives {@code count} values, none of them NaN
   */
  @Override
  public void closeness(int[] ordinals, int count, float[] out) {
    switch (metric) {
      case COSINE -> {
        Kernels.get().dot(lanes, rows.floats(), dimension, ordinals, count, out);
        for (int i = 0; i < count; i++) {
          out[i] = ordered(out[i] * rows.inverseNorm(ordinals[i]));
        }
      }
      case DOT_PRODUCT -> {
        Kernels.get().dot(lanes, rows.floats(), dimension, ordinals, count, out);
        for (int i = 0; i < count; i++) {
          out[i] = ordered(out[i]);
        }
      }
      case EUCLIDEAN -> {
        Kernels.get().squaredEuclidean(lanes, rows.floats(), dimension, ordinals, count, out);
        for (int i = 0; i < count; i++) {
          out[i] = ordered(-out[i]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          out[i] = closeness(ordinals[i]);
        }
      }
    }
  }

  /**
   * Reads a byte of each of the first cache lines of a row, so that all are on their way at once.
   *
   * @return their sum, to be kept somewhere lest the loads be left out
   */
  public int touch(int ordinal) {
    long row = rows.offset(ordinal);
    int bytes = Math.min(MOST_TOUCHED, dimension * Float.BYTES);
    int sum = 0;
    for (int at = 0; at < bytes; at += 64) {
      sum += rows.floats().get(ValueLayout.JAVA_BYTE, row + at);
    }
    return sum;
  }

  private void scale(float factor) {
    int end = Math.min(lanes.length, (dimension + 15) & -16);
    for (int i = 0; i < end; i++) {
      lanes[i] *= factor;
    }
  }

  /** Puts what is not a number last, so that a heap stays a heap whatever the rows hold. */
  private static float ordered(float closeness) {
    return Float.isNaN(closeness) ? Float.NEGATIVE_INFINITY : closeness;
  }
}
