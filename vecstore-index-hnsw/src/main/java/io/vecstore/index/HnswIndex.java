package io.vecstore.index;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.CodedScan;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.exact.ExactScan;
import io.vecstore.index.fused.FusedGraph;
import io.vecstore.index.fused.FusedWalk;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.ScratchPool;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.index.score.Walker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph, or scans where a walk would cost more or miss too much: {@link FilterPlan} has the
 * switch points.
 */
public final class HnswIndex implements VectorIndex {

  private final VectorRows rows;
  private final HnswGraph graph;
  private final int codeLines;
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
      @Nullable RowCodes codes,
      @Nullable FusedGraph fused) {
    this.rows = rows;
    this.graph = graph;
    this.codeLines = codes == null ? 0 : codes.lines();
    pool =
        new ScratchPool<>(
            () -> {
              RowScorer exact = new RowScorer(metric, rows);
              HopScorer guide = codes == null ? null : codes.scorer(rows);
              GraphWalk walk = new GraphWalk(graph, exact, guide);
              FusedWalk blocks = fused == null ? null : fused.walk(walk);
              return new Scratch(walk, blocks, new ExactScan(), new CodedScan());
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
    int width = beamWidth(k, ef);
    Scratch scratch = pool.take();
    Walker walk = accept == null && scratch.blocks != null ? scratch.blocks : scratch.walk;
    walk.query(query);
    FilterPlan plan = FilterPlan.choose(accept != null, matches, rows.count(), k, width, codeLines);
    switch (plan) {
      case SCAN -> scan(scratch, walk.exact(), accept, out, counters);
      case CODED_SCAN ->
          scanByCode(scratch, width, Objects.requireNonNull(accept), matches, out, counters);
      case WALK -> walk(scratch, walk, width, out, counters);
      case OPEN_WALK ->
          walkOpen(scratch, width, Objects.requireNonNull(accept), matches, out, counters);
      case ACCEPTED_WALK ->
          walk(scratch, width, Objects.requireNonNull(accept), matches, out, counters);
    }
    pool.giveBack(scratch);
  }

  private void walk(
      Scratch scratch, Walker walk, int width, TopOrdinals out, SearchCounters counters) {
    counters.countWalk(false);
    if (walk.walk(width, out.capacity(), null, counters) == out.capacity()) {
      walk.offer(out);
    } else {
      counters.countAbandonedWalk();
      scan(scratch, walk.exact(), null, out, counters);
    }
  }

  private void walkOpen(
      Scratch scratch,
      int width,
      OrdinalBits accept,
      int matches,
      TopOrdinals out,
      SearchCounters counters) {
    int k = out.capacity();
    if (scratch.walk.walkOpen(width, k, accept, matches, counters) == k) {
      counters.countWalk(true);
      scratch.walk.offer(out);
    } else {
      walk(scratch, width, accept, matches, out, counters);
    }
  }

  private void walk(
      Scratch scratch,
      int width,
      OrdinalBits accept,
      int matches,
      TopOrdinals out,
      SearchCounters counters) {
    counters.countWalk(true);
    int k = out.capacity();
    int far = FilterPlan.farWidth(matches, width);
    if (scratch.walk.walkAccepted(width, far, k, accept, matches, counters) == k) {
      scratch.walk.offer(out);
      return;
    }
    counters.countAbandonedWalk();
    if (codeLines > 0) {
      scanByCode(scratch, width, accept, matches, out, counters);
    } else {
      scan(scratch, scratch.walk.exact(), accept, out, counters);
    }
  }

  /** Scans by code, and where codes do not tell the rows apart, by their vectors. */
  private void scanByCode(
      Scratch scratch,
      int width,
      OrdinalBits accept,
      int matches,
      TopOrdinals out,
      SearchCounters counters) {
    int k = out.capacity();
    CodedScan.Depth depth =
        new CodedScan.Depth(FilterPlan.depth(k, width), FilterPlan.mostRanked(k, width, matches));
    GraphWalk walk = scratch.walk;
    if (scratch.coded.scan(walk.guide(), walk.exact(), accept, depth, out, counters)) {
      counters.countScan();
    } else {
      OrdinalBits rest = accept.copy();
      scratch.coded.removeRanked(rest);
      scan(scratch, walk.exact(), rest, out, counters);
    }
  }

  private int beamWidth(int k, int ef) {
    return ef == 0 ? graph.widths().forNeighbours(k) : graph.widths().widened(ef, k);
  }

  private void scan(
      Scratch scratch,
      RowScorer exact,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters) {
    scratch.scan.scan(exact, new ExactScan.Range(0, rows.count(), 0), accept, out, counters);
    counters.countScan();
  }

  @Override
  public String plan(int ef, int k, @Nullable OrdinalBits accept) {
    int matches = accept == null ? rows.count() : accept.cardinality();
    int width = beamWidth(k, ef);
    FilterPlan plan = FilterPlan.choose(accept != null, matches, rows.count(), k, width, codeLines);
    return plan.describe(matches, width);
  }

  @Override
  public VectorRows rows() {
    return rows;
  }

  /** Returns the graph that is walked. */
  public HnswGraph graph() {
    return graph;
  }

  private record Scratch(
      GraphWalk walk, @Nullable FusedWalk blocks, ExactScan scan, CodedScan coded) {}
}
