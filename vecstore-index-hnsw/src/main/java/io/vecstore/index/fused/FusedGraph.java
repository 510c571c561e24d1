package io.vecstore.index.fused;

import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.kernel.rotation.Rotation;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.parallel.Parallel;
import io.vecstore.index.score.RowScorer;
import java.lang.foreign.Arena;

/**
 * The lowest layer of a graph once more, each node beside one-bit codes of its neighbours'
 * differences from it, so that a hop reads one run of memory (Gou et al. 2025, SymphonyQG). About
 * twice the bytes of float32 rows alone. Immutable, safe from any thread.
 */
public final class FusedGraph {

  private static final long SEED = 43;

  private final Metric metric;
  private final FusedBlocks blocks;
  private final float[] mean;
  private final long seed;
  private final Rotation rotation;

  FusedGraph(Metric metric, FusedBlocks blocks, float[] mean, long seed) {
    this.metric = metric;
    this.blocks = blocks;
    this.mean = mean;
    this.seed = seed;
    rotation = new Rotation(mean.length, seed);
  }

  /**
   * Encodes the neighbours of every node.
   *
   * @param arena owns the blocks
   */
  public static FusedGraph encode(
      Metric metric, VectorRows rows, HnswGraph graph, int threads, Arena arena) {
    return new FusedEncoder(metric, rows, graph, SEED, arena).encode(new Parallel(threads));
  }

  /**
   * Opens blocks over their section, in whose memory they stay.
   *
   * @throws io.vecstore.core.error.CorruptStoreException if the section cannot belong to such rows
   */
  public static FusedGraph open(Sections sections, Metric metric, VectorRows rows) {
    return FusedLayout.open(sections, metric, rows);
  }

  /** Returns whether the sections hold blocks. */
  public static boolean isIn(Sections sections) {
    return sections.find(FusedLayout.NAME).isPresent();
  }

  /** Returns the blocks as a section, some of it in memory of the arena. */
  public Section section(Arena arena) {
    return FusedLayout.write(this, arena);
  }

  /** Returns a walk of its own for one thread. */
  public FusedWalk walk(HnswGraph graph, VectorRows rows) {
    return walk(new GraphWalk(graph, new RowScorer(metric, rows), null));
  }

  /** Returns a walk that begins where another one does, which must not be used meanwhile. */
  public FusedWalk walk(GraphWalk upper) {
    return new FusedWalk(this, upper);
  }

  Metric metric() {
    return metric;
  }

  FusedBlocks blocks() {
    return blocks;
  }

  float[] mean() {
    return mean;
  }

  long seed() {
    return seed;
  }

  Rotation rotation() {
    return rotation;
  }
}
