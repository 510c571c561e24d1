package io.vecstore.index.code;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;

/** The mean of rows, each scaled to length one where the metric is cosine. */
public final class RowMean {

  private static final int SAMPLE = 100_000;

  private RowMean() {}

  /** Returns the mean of the rows, or of a hundred thousand of them. */
  public static float[] of(Metric metric, VectorRows rows) {
    int sample = Math.min(SAMPLE, rows.count());
    double[] sums = new double[rows.dimension()];
    for (int i = 0; i < sample; i++) {
      int ordinal = (int) ((long) i * rows.count() / sample);
      float scale = metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
      for (int j = 0; j < sums.length; j++) {
        sums[j] += scale * rows.component(ordinal, j);
      }
    }
    float[] mean = new float[sums.length];
    for (int j = 0; j < sums.length; j++) {
      mean[j] = (float) (sums[j] / Math.max(1, sample));
    }
    return mean;
  }
}
