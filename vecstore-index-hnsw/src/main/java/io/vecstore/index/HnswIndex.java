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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph, or scans where a walk would cost more or miss too much: {@link FilterPlan} has the
 * switch points.
 */
public final class HnswIndex implements VectorIndex {

  /** A ranking is settled once so many times the rows up to its last change were looked at. */
  private static final int SETTLED = 4;

  private final VectorRows rows;
  private final HnswGraph graph;
  private final boolean coded;
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
    this.coded = codes != null;
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
    int width = beamWidth(k, ef);
    Scratch scratch = pool.take();
    Walker walk = accept == null && scratch.blocks != null ? scratch.blocks : scratch.walk;
    walk.query(query);
    FilterPlan plan = FilterPlan.choose(accept != null, matches, k, width, coded);
    switch (plan) {
      case SCAN -> scan(scratch, walk.exact(), accept, out, counters);
      case CODED_SCAN ->
          scanByCode(scratch, width, Objects.requireNonNull(accept), matches, out, counters);
      case WALK -> walk(scratch, walk, width, out, counters);
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

  private void walk(
      Scratch scratch,
      int width,
      OrdinalBits accept,
      int matches,
      TopOrdinals out,
      SearchCounters counters) {
    counters.countWalk(true);
    int k = out.capacity();
    if (scratch.walk.walkAccepted(width, k, accept, matches, counters) == k) {
      scratch.walk.offer(out);
      return;
    }
    counters.countAbandonedWalk();
    if (coded) {
      scanByCode(scratch, width, accept, matches, out, counters);
    } else {
      scan(scratch, scratch.walk.exact(), accept, out, counters);
    }
  }

  /**
   * Scores the accepted rows by their codes, and the best of those by their vectors, until the
   * answer has settled. Where that does not come to an end, the answers are all equally far, only
   * vectors tell them apart, and every accepted row is scored by its own.
   */
  private void scanByCode(
      Scratch scratch,
      int width,
      OrdinalBits accept,
      int matches,
      TopOrdinals out,
      SearchCounters counters) {
    int k = out.capacity();
    TopOrdinals near = new TopOrdinals(FilterPlan.mostRanked(k, width, matches));
    SearchCounters coarse = new SearchCounters();
    scratch.scan.scan(
        scratch.walk.guide(), new ExactScan.Range(0, rows.count(), 0), accept, near, coarse);
    counters.addScoredApproximately(coarse.scored());
    near.sort();
    int depth = FilterPlan.depth(k, width);
    int rank = 0;
    int changed = 0;
    for (; rank < near.count() && rank < Math.max(depth, SETTLED * changed); rank++) {
      if (out.offer(near.ordinal(rank), scratch.walk.exact().closeness(near.ordinal(rank)))) {
        changed = rank + 1;
      }
    }
    counters.addScored(rank);
    if (rank < SETTLED * changed && rank < matches) {
      out.clear();
      scan(scratch, scratch.walk.exact(), accept, out, counters);
    } else {
      counters.countScan();
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
    FilterPlan plan = FilterPlan.choose(accept != null, matches, k, width, coded);
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

  private record Scratch(GraphWalk walk, @Nullable FusedWalk blocks, ExactScan scan) {}
}
