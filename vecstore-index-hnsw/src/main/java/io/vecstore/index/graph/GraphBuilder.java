package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.parallel.Parallel;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a graph: the layers above the lowest by inserting their nodes one after the other, many at
 * once, and the lowest, where nearly all the work is, with all rows at once. Every search has half
 * the beam that the whole build is given.
 *
 * <p>On the upper layers rows of links are read without a lock and written under one of a few
 * hundred locks, chosen by slot. A reader may see a row half old, half new: every link in it is
 * valid, and that is all a walk needs. A node is linked from the lowest layer upwards, so a walk
 * that comes down to it finds it linked on every layer below.
 */
public final class GraphBuilder {

  private GraphBuilder() {}

  /**
   * Builds a graph over rows; how wide a beam must be is still to be measured.
   *
   * @param metric one with a graph
   * @param rows at least one
   * @param codes of the rows, to walk by while building, or null to walk by the rows
   * @param arena owns the graph's memory
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  public static HnswGraph build(
      Metric metric,
      VectorRows rows,
      @Nullable RowCodes codes,
      BuildSpec spec,
      BuildProgress progress,
      Arena arena) {
    progress.begin(rows.count());
    BuildSpec half = spec.halved();
    GraphLayers layers = emptyLayers(rows.count(), spec, arena);
    GraphRows graphRows = new GraphRows(metric, rows, codes);
    insertUpper(graphRows, layers, half, progress);
    new LowestLayer(graphRows, layers, half, progress).build();
    new Reachability(layers, graphRows, 2 * spec.m()).repair();
    return new HnswGraph(spec.m(), BeamWidths.UNMEASURED, layers);
  }

  private static void insertUpper(
      GraphRows rows, GraphLayers layers, BuildSpec spec, BuildProgress progress) {
    if (layers.top() == 0) {
      return;
    }
    GraphLayer lowestUpper = layers.layer(1);
    GraphInserter.LinkLocks locks = new GraphInserter.LinkLocks();
    new Parallel(spec.threads())
        .forEach(
            lowestUpper.count(),
            () -> {
              GraphInserter inserter = new GraphInserter(rows, layers, spec, locks);
              return slot -> {
                inserter.insert(lowestUpper.ordinal(slot));
                progress.check();
              };
            });
  }

  private static GraphLayers emptyLayers(int count, BuildSpec spec, Arena arena) {
    List<GraphLayer> layers = new ArrayList<>();
    layers.add(GraphLayer.empty(count, GraphLayout.width(2 * spec.m()), null, null, arena));
    int @Nullable [] lower = null;
    for (int[] ordinals : new LevelSampler(spec.seed(), spec.m()).upperLayers(count)) {
      int[] below = ordinals;
      if (lower != null) {
        below = new int[ordinals.length];
        for (int i = 0; i < below.length; i++) {
          below[i] = Arrays.binarySearch(lower, ordinals[i]);
        }
      }
      layers.add(
          GraphLayer.empty(ordinals.length, GraphLayout.width(spec.m()), ordinals, below, arena));
      lower = ordinals;
    }
    return new GraphLayers(layers, 0);
  }
}
