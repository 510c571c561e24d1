package io.vecstore.index.fused;

import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.RowMean;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.parallel.Parallel;
import java.lang.foreign.Arena;

/** Encodes the neighbours of all nodes. */
final class FusedEncoder {

  private final Metric metric;
  private final VectorRows rows;
  private final HnswGraph graph;
  private final FusedGraph fused;

  FusedEncoder(Metric metric, VectorRows rows, HnswGraph graph, long seed, Arena arena) {
    this.metric = metric;
    this.rows = rows;
    this.graph = graph;
    int dimension = rows.dimension();
    long size = (long) rows.count() * FusedBlocks.blockBytes(dimension);
    FusedBlocks blocks = new FusedBlocks(arena.allocate(size, 64), dimension);
    float[] mean = RowMean.of(metric, rows);
    fused = new FusedGraph(metric, blocks, mean, seed);
  }

  FusedGraph encode(Parallel parallel) {
    parallel.forEach(
        rows.count(),
        () -> {
          OneNode node = new OneNode();
          return node::encode;
        });
    return fused;
  }

  /** One node at a time, by one thread. */
  private final class OneNode {

    private final float[] own = new float[rows.dimension()];
    private final float[] turned = new float[own.length];
    private final float[] difference = new float[own.length];
    private final int[] links = new int[graph.width()];

    void encode(int ordinal) {
      read(ordinal, own);
      for (int i = 0; i < own.length; i++) {
        turned[i] = own[i] - fused.mean()[i];
      }
      fused.rotation().apply(turned);
      int degree = Math.min(FusedBlocks.WIDTH, graph.links(ordinal, links));
      for (int i = 0; i < FusedBlocks.WIDTH; i++) {
        if (i < degree) {
          encode(ordinal, i, links[i]);
        } else {
          fused.blocks().writeNone(ordinal, i);
        }
      }
    }

    private void encode(int ordinal, int position, int link) {
      read(link, difference);
      for (int i = 0; i < own.length; i++) {
        difference[i] -= own[i];
      }
      fused.rotation().apply(difference);
      double norm = 0;
      double magnitude = 0;
      double along = 0;
      for (int i = 0; i < own.length; i++) {
        norm += (double) difference[i] * difference[i];
        magnitude += Math.abs(difference[i]);
        along += difference[i] >= 0 ? turned[i] : -turned[i];
      }
      // The signs times this are the point on their line that is nearest to the difference,
      // stretched
      // so that the product with the difference itself is right.
      double stretch = magnitude > 0 ? norm / magnitude : 0;
      boolean product = metric == Metric.DOT_PRODUCT;
      double offset = product ? 0 : -norm - 2 * stretch * along;
      double factor = product ? stretch : 2 * stretch;
      fused.blocks().write(ordinal, position, link, (float) offset, (float) factor);
      fused.blocks().writeSigns(ordinal, position, difference);
    }

    private void read(int ordinal, float[] into) {
      float scale = metric == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
      for (int i = 0; i < into.length; i++) {
        into[i] = scale * rows.component(ordinal, i);
      }
    }
  }
}
