package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.RowScorer;
import org.jspecify.annotations.Nullable;

/**
 * What a graph is built over.
 *
 * @param codes of the rows, to walk by, or null to walk by the rows
 */
record GraphRows(Metric metric, VectorRows rows, @Nullable RowCodes codes) {

  /** Returns a scorer by the rows, for one thread. */
  RowScorer exact() {
    return new RowScorer(metric, rows);
  }

  /** Returns a scorer to walk by, for one thread. */
  HopScorer guide() {
    return codes == null ? exact() : codes.scorer(rows);
  }
}
