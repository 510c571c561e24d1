package io.vecstore.index;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.CodeScorer;
import io.vecstore.index.code.CodedRows;
import io.vecstore.index.exact.ExactScan;
import io.vecstore.index.fused.FusedGraph;
import io.vecstore.index.fused.FusedWalk;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.ScratchPool;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.index.score.Walker;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph, or scans where a walk would cost more.
 *
 * <p>A filter widens the beam by the share of rows it turns away, since a walk has to pass through
 * those as well. Where that makes the walk dearer than looking at each accepted row, the accepted
 * rows are scanned; so they are where a walk found too few.
 */
public final class HnswIndex implements VectorIndex {

  /**
   * Rows that a walk scores for each place in its beam, about; a scan scores a row for the price of
   * one of these.
   */
  private static final int SCORED_PER_PLACE = 12;

  private final VectorRows rows;
  private final HnswGraph graph;
  private final ScratchPool<Scratch> pool;

  /**
   * Creates an index over a graph of the same rows.
   *
   * @param codes of the rows, to walk by, or null
   * @param fused blocks of the graph, to walk over where no filter is asked for, or null
   */
  HnswIndex(
      Metric metric,
      VectorRows rows,
      HnswGraph graph,
      @Nullable CodedRows codes,
      @Nullable FusedGraph fused) {
    this.rows = rows;
    this.graph = graph;
    pool =
        new ScratchPool<>(
            () -> {
              RowScorer exact = new RowScorer(metric, rows);
              CodeScorer guide = codes == null ? null : codes.scorer(rows);
              GraphWalk walk = new GraphWalk(graph, exact, guide);
              FusedWalk blocks = fused == null ? null : fused.walk(walk);
              return new Scratch(walk, blocks, new ExactScan());
            });
  }

  @Override
  public void search(
      float[] query,
      int ef,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters) {
    int matches = accept == null ? rows.count() : accept.cardinality();
    if (matches == 0) {
      return;
    }
    int k = out.capacity();
    long width = (long) beamWidth(k, ef) * rows.count() / matches;
    Scratch scratch = pool.take();
    Walker walk = accept == null && scratch.blocks != null ? scratch.blocks : scratch.walk;
    walk.query(query);
    if (matches <= k || matches <= width * SCORED_PER_PLACE) {
      scan(scratch, accept, out, counters);
    } else {
      counters.countWalk(accept != null);
      if (walk.walk((int) width, k, accept, counters) < Math.min(k, matches)) {
        counters.countAbandonedWalk();
        scan(scratch, accept, out, counters);
      } else {
        walk.offer(out);
      }
    }
    pool.giveBack(scratch);
  }

  private int beamWidth(int k, int ef) {
    return ef == 0 ? graph.widths().forNeighbours(k) : graph.widths().widened(ef, k);
  }

  private void scan(
      Scratch scratch, @Nullable OrdinalBits accept, TopOrdinals out, SearchCounters counters) {
    scratch.scan.scan(
        scratch.walk.exact(), new ExactScan.Range(0, rows.count(), 0), accept, out, counters);
    counters.countScan();
  }

  @Override
  public VectorRows rows() {
    return rows;
  }

  /** Returns the graph that is walked. */
  public HnswGraph graph() {
    return graph;
  }

  private record Scratch(GraphWalk walk, @Nullable FusedWalk blocks, ExactScan scan) {}
}
