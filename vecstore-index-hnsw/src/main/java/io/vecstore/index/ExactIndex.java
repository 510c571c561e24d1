package io.vecstore.index;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.exact.ExactScan;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.ScratchPool;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/** Looks at every row: perfect, deterministic, linear in the number of rows. For every metric. */
public final class ExactIndex implements VectorIndex {

  private final VectorRows rows;
  private final ScratchPool<Scratch> pool;

  /** Creates an index over rows, in no time. */
  public ExactIndex(Metric metric, VectorRows rows) {
    this.rows = rows;
    pool = new ScratchPool<>(() -> new Scratch(new RowScorer(metric, rows), new ExactScan()));
  }

  @Override
  public void search(
      float[] query,
      int ef,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters) {
    Scratch scratch = pool.take();
    scratch.scorer.query(query);
    scratch.scan.scan(
        scratch.scorer, new ExactScan.Range(0, rows.count(), 0), accept, out, counters);
    counters.countScan();
    pool.giveBack(scratch);
  }

  @Override
  public String plan(int ef, int k, @Nullable OrdinalBits accept) {
    return "scan: the segment has no graph";
  }

  @Override
  public VectorRows rows() {
    return rows;
  }

  private record Scratch(RowScorer scorer, ExactScan scan) {}
}
