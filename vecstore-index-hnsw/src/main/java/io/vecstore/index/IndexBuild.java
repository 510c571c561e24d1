package io.vecstore.index;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.CodedRows;
import io.vecstore.index.fused.FusedGraph;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.graph.BuildSpec;
import io.vecstore.index.graph.GraphBuilder;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.score.RowScorer;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One build of a graph and what lies beside it. Codes guide the build in every layout but {@code
 * FLOAT}, whether or not they are kept.
 */
record IndexBuild(Metric metric, VectorRows rows, int threads, Arena arena) {

  /**
   * The seed of every build, so that the same rows give the same graph when one thread builds it.
   */
  private static final long SEED = 42;

  /** Up to so many dimensions a row's code is one cache line, and no block is faster than that. */
  private static final int SMALLEST_FUSED = 105;

  List<Section> sections(IndexSpec.Hnsw spec, BuildProgress progress) {
    BuildSpec build = new BuildSpec(spec.m(), spec.efConstruction(), threads, SEED);
    boolean coded = spec.layout() != VectorLayout.FLOAT && CodedRows.pay(rows.dimension());
    boolean fused = spec.layout() == VectorLayout.FAST && rows.dimension() >= SMALLEST_FUSED;
    List<Section> sections = new ArrayList<>();
    try (Arena passing = Arena.ofShared()) {
      CodedRows codes =
          coded ? CodedRows.encode(metric, rows, threads, fused ? passing : arena) : null;
      HnswGraph graph = GraphBuilder.build(metric, rows, codes, build, progress, arena);
      if (fused) {
        FusedGraph blocks = FusedGraph.encode(metric, rows, graph, threads, arena);
        sections.add(
            graph
                .measured(metric, rows, () -> blocks.walk(graph, rows), threads, progress)
                .withDoubledBeams()
                .section(arena));
        sections.add(blocks.section(arena));
      } else {
        sections.add(measured(graph, codes, progress).section(arena));
        if (codes != null) {
          sections.add(codes.section(arena));
        }
      }
    }
    return sections;
  }

  private HnswGraph measured(HnswGraph graph, @Nullable CodedRows codes, BuildProgress progress) {
    return graph.measured(
        metric,
        rows,
        () ->
            new GraphWalk(
                graph, new RowScorer(metric, rows), codes == null ? null : codes.scorer(rows)),
        threads,
        progress);
  }
}
