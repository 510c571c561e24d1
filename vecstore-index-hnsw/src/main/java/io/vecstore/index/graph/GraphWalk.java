package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/**
 * One search of a graph at a time: from the entry point down to the lowest layer, and there with a
 * beam. Made once for a graph and used again and again without allocation. Belongs to one thread at
 * a time.
 */
public final class GraphWalk {

  private final HnswGraph graph;
  private final WalkScratch scratch;

  /** Creates a walk over a graph of the rows. */
  public GraphWalk(HnswGraph graph, Metric metric, VectorRows rows) {
    this.graph = graph;
    int width = Math.max(graph.layers().lowest().width(), GraphLayout.width(graph.m()));
    scratch = new WalkScratch(new RowScorer(metric, rows), width);
  }

  /** Returns the scorer, whose query is where the walk goes. */
  public RowScorer scorer() {
    return scratch.scorer;
  }

  /** Walks with a beam of a width, leaving the nearest rows in it. */
  public void walk(int width, SearchCounters counters) {
    GraphLayer lowest = graph.layers().lowest();
    int entry = BeamSearch.descend(scratch, graph.layers(), 0);
    BeamSearch.start(scratch, lowest, entry, width);
    counters.addHops(BeamSearch.walk(scratch, lowest));
    counters.addScored(scratch.visited.count());
  }

  /** Returns how many accepted rows the walk found, counting to {@code enough}. */
  public int accepted(@Nullable OrdinalBits accept, int enough) {
    int count = 0;
    for (int rank = 0; rank < scratch.beam.size() && count < enough; rank++) {
      count += accept == null || accept.contains(scratch.beam.slot(rank)) ? 1 : 0;
    }
    return count;
  }

  /** Offers the accepted rows that the walk found, best first. */
  public void offer(@Nullable OrdinalBits accept, TopOrdinals out) {
    int offered = 0;
    for (int rank = 0; rank < scratch.beam.size() && offered < out.capacity(); rank++) {
      int ordinal = scratch.beam.slot(rank);
      if (accept == null || accept.contains(ordinal)) {
        out.offer(ordinal, scratch.beam.closeness(rank));
        offered++;
      }
    }
  }
}
