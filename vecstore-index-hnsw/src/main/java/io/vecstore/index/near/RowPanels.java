package io.vecstore.index.near;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.panel.PanelKernels;
import io.vecstore.core.kernel.panel.Panels;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Some rows laid out to be multiplied with others, of length one where the metric is cosine. Filled
 * by one thread, read by any.
 */
final class RowPanels {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Metric metric;
  private final VectorRows rows;
  private final Panels panels;
  private final float[] squares;
  private final float[] vector;

  /** Creates room for at least {@code capacity} rows. */
  RowPanels(Metric metric, VectorRows rows, int capacity) {
    this.metric = metric;
    this.rows = rows;
    panels = new Panels(rows.dimension(), capacity);
    squares = new float[panels.columns()];
    vector = new float[rows.dimension()];
  }

  /** Returns how many rows there is room for. */
  int columns() {
    return panels.columns();
  }

  /** Puts rows {@code ordinals[from..from + count)} into the first columns. */
  void load(int[] ordinals, int from, int count) {
    for (int i = 0; i < count; i++) {
      int ordinal = ordinals[from + i];
      MemorySegment.copy(rows.floats(), FLOAT, rows.offset(ordinal), vector, 0, vector.length);
      panels.set(i, vector, metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1);
      squares[i] = metric == Metric.COSINE ? 1 : squared();
    }
  }

  private float squared() {
    float sum = 0;
    for (float component : vector) {
      sum += component * component;
    }
    return sum;
  }

  /**
   * Multiplies the first {@code count} rows, and up to three behind them, with those of one panel.
   *
   * @param out receives the product of row {@code i} and column {@code j} at {@code i *
   *     right.columns() + j}
   */
  void multiply(int count, RowPanels right, int column, float[] out) {
    PanelKernels kernels = Kernels.panels();
    for (int row = 0; row < count; row += PanelKernels.ROWS) {
      kernels.dot(panels, row, right.panels, column, out);
    }
  }

  /** Returns the closeness of column {@code j} to column {@code i} whose product is known. */
  float closeness(int i, int j, float product) {
    float closeness = metric == Metric.EUCLIDEAN ? 2 * product - squares[j] - squares[i] : product;
    return Float.isNaN(closeness) ? Float.NEGATIVE_INFINITY : closeness;
  }

  /**
   * Returns what orders columns by their distance from one row: also by dot product, or the longest
   * vectors would be the nearest to all.
   */
  float order(int column, float product) {
    float order = 2 * product - squares[column];
    return Float.isNaN(order) ? Float.NEGATIVE_INFINITY : order;
  }
}
