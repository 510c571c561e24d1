package io.vecstore.index.code;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.score.HopScorer;

/**
 * Estimates closeness from codes. By Euclidean distance, and by the angle, which orders vectors of
 * length one alike: the squared distance less a constant, {@code 2 q.x - |x|^2}; by dot product the
 * product less a constant. Belongs to one thread at a time.
 */
public final class CodeScorer implements HopScorer {

  private final CodedRows codes;
  private final VectorRows rows;
  private final PackedCodes.Query query;
  private final float[] rotated;

  CodeScorer(CodedRows codes, VectorRows rows) {
    this.codes = codes;
    this.rows = rows;
    rotated = new float[rows.dimension()];
    query = codes.packed().query();
  }

  @Override
  public void query(float[] vector) {
    float scale = codes.metric() == Metric.COSINE ? InverseNorms.of(vector) : 1;
    for (int i = 0; i < rotated.length; i++) {
      rotated[i] = scale * vector[i];
    }
    turn();
  }

  @Override
  public void queryRow(int ordinal) {
    float scale = codes.metric() == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
    for (int i = 0; i < rotated.length; i++) {
      rotated[i] = scale * rows.component(ordinal, i);
    }
    turn();
  }

  private void turn() {
    boolean product = codes.metric() == Metric.DOT_PRODUCT;
    float[] mean = codes.mean();
    for (int i = 0; i < rotated.length && !product; i++) {
      rotated[i] -= mean[i];
    }
    codes.rotation().apply(rotated);
    query.set(rotated, product ? 1 : 2);
  }

  @Override
  public void closeness(int[] ordinals, int count, float[] out) {
    // Measured: of records of several lines the processor asks for the next ones by itself, since a
    // kernel takes one line of all of them after the other; to touch them first takes longer.
    query.closeness(ordinals, count, out, codes.packed().lines() == 1);
  }
}
