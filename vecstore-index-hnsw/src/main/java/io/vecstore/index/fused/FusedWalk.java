package io.vecstore.index.fused;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.kernel.fused.FusedKernels;
import io.vecstore.core.kernel.fused.FusedQuery;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.index.score.Walker;
import org.jspecify.annotations.Nullable;

/**
 * Walks over blocks: a hop scores the node exactly, which is its rank in the result, and estimates
 * all its neighbours from the block beside it.
 */
public final class FusedWalk implements Walker {

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  private final FusedGraph fused;
  private final RowScorer exact;
  private final GraphWalk upper;
  private final Beam beam = new Beam();
  private final Beam ranked = new Beam();
  private final VisitedSlots visited = new VisitedSlots();
  private final FusedQuery query;
  private final float[] turned;
  private final float[] scores = new float[FusedBlocks.WIDTH];
  private int touched;
  private int hidden = -1;

  /**
   * @param upper walks the graph by its rows; used to find where to begin
   */
  FusedWalk(FusedGraph fused, GraphWalk upper) {
    this.fused = fused;
    this.upper = upper;
    exact = upper.exact();
    turned = new float[fused.mean().length];
    query = new FusedQuery(turned.length);
  }

  @Override
  public void query(float[] vector) {
    upper.query(vector);
    boolean product = fused.metric() == Metric.DOT_PRODUCT;
    float scale = fused.metric() == Metric.COSINE ? InverseNorms.of(vector) : 1;
    float[] mean = fused.mean();
    for (int i = 0; i < turned.length; i++) {
      turned[i] = product ? vector[i] : scale * vector[i] - mean[i];
    }
    fused.rotation().apply(turned);
    query.set(turned);
  }

  @Override
  public void hide(int ordinal) {
    hidden = ordinal;
  }

  @Override
  public RowScorer exact() {
    return exact;
  }

  @Override
  public int walk(int width, int k, @Nullable OrdinalBits accept, SearchCounters counters) {
    beam.reset(width);
    visited.reset(exact.rows().count());
    ranked.reset(k);
    int entry = upper.entry();
    visited.add(entry);
    if (hidden >= 0) {
      visited.add(hidden);
    }
    beam.offer(entry, 0);
    ReadLimit limit = ReadLimit.current();
    int hops = 0;
    int next;
    while ((next = beam.expandNext()) >= 0) {
      hops++;
      touched += fused.blocks().touch(next) + exact.touch(next);
      float closeness = exact.closeness(next);
      if (accept == null || accept.contains(next)) {
        ranked.offer(next, closeness);
      }
      hop(next, fused.metric() == Metric.COSINE ? 2 * closeness - 2 : closeness);
      if (hops % CHECKED == 0) {
        limit.check();
      }
    }
    counters.addHops(hops);
    counters.addScored(hops);
    counters.addScoredApproximately((long) hops * FusedBlocks.WIDTH);
    return Math.min(k, ranked.size());
  }

  private void hop(int slot, float closeness) {
    FusedBlocks blocks = fused.blocks();
    float threshold = beam.threshold();
    int above = FusedKernels.get().score(query, blocks, slot, closeness, threshold, scores);
    while (above != 0) {
      int position = Integer.numberOfTrailingZeros(above);
      above &= above - 1;
      if (scores[position] > threshold) {
        int link = blocks.link(slot, position);
        if (visited.add(link)) {
          beam.offer(link, scores[position]);
          threshold = beam.threshold();
        }
      }
    }
  }

  @Override
  public int reaching(int k, float closeness) {
    int count = 0;
    while (count < Math.min(k, ranked.size()) && ranked.closeness(count) >= closeness) {
      count++;
    }
    return count;
  }

  @Override
  public void offer(TopOrdinals out) {
    for (int rank = 0; rank < Math.min(out.capacity(), ranked.size()); rank++) {
      out.offer(ranked.slot(rank), ranked.closeness(rank));
    }
  }

  /** Returns the sum of what was touched: nobody needs it, but the compiler cannot know that. */
  int touched() {
    return touched;
  }
}
