package io.vecstore.index.exact;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.code.ByteQuery;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/**
 * Finds exactly what {@link ExactScan} finds, but looks at the vector of a row only when its code
 * does not rule it out: the error of a dot product is at most {@code |q| |x - x'| + |q - q'| |x'|},
 * by Cauchy and Schwarz. Belongs to one thread.
 */
public final class BoundedScan {

  /** Half a unit in the last place of a float32, relative. */
  private static final double ROUNDING = 0x1p-24;

  private final Metric metric;
  private final ByteQuery query;
  private final int dimension;
  private final RangeBatch batch = new RangeBatch();
  private final float[] dots = new float[RangeBatch.SIZE];
  private double queryNorm;
  private double slack;
  private double step;

  /** Creates a scan for a metric that has a graph; its query is still to be set. */
  public BoundedScan(Metric metric, int dimension) {
    this.metric = metric;
    this.dimension = dimension;
    query = new ByteQuery(dimension);
  }

  /** Sets the query to a vector of {@code dimension} floats, which is not kept. */
  public void query(float[] vector) {
    float[] components = vector.clone();
    if (metric == Metric.COSINE) {
      float factor = InverseNorms.of(vector);
      for (int i = 0; i < dimension; i++) {
        components[i] *= factor;
      }
    }
    double squares = 0;
    for (float x : components) {
      squares += (double) x * x;
    }
    query.set(components, 1);
    queryNorm = Math.sqrt(squares);
    step = query.step();
    // sums of 16 lanes, their folding, and the query's sum times the lowest component
    slack = ROUNDING * (dimension / 8.0 + 32 + 8 * Math.sqrt(dimension));
  }

  /**
   * Offers the rows of a range to {@code out}, best first or not.
   *
   * @param bounds of the rows of the range
   * @param exact with the same query set, over the same rows
   * @param accept as for {@link ExactScan}
   */
  public void scan(
      RowBounds bounds,
      RowScorer exact,
      ExactScan.Range range,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters) {
    batch.start(range, accept);
    for (int count = batch.next(); count > 0; count = batch.next()) {
      query.closeness(Kernels.bytes(), bounds.records(), batch.ordinals(), count, dots);
      counters.addScoredApproximately(count);
      for (int i = 0; i < count; i++) {
        int row = batch.ordinals()[i];
        if (!(best(bounds, exact, row, dots[i]) < out.threshold())) { // nor where it is no number
          out.offer(range.base() + row, exact.closeness(row));
          counters.addScored(1);
        }
      }
    }
  }

  /** Returns a closeness that the row cannot exceed, in the arithmetic of the kernels. */
  private double best(RowBounds bounds, RowScorer exact, int row, double dot) {
    double norm = bounds.norm(row);
    double error = queryNorm * (bounds.error(row) + slack * norm) + 0.5 * step * bounds.mass(row);
    return switch (metric) {
      case COSINE -> {
        double most = (dot + error) * exact.rows().inverseNorm(row);
        yield most + Math.abs(most) * 4 * ROUNDING;
      }
      case EUCLIDEAN -> {
        double reach = queryNorm + norm;
        yield 2 * (dot + error) - norm * norm - queryNorm * queryNorm + 4 * slack * reach * reach;
      }
      default -> dot + error;
    };
  }
}
