package io.vecstore.index;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.code.CodePacking;
import io.vecstore.index.code.CodedRows;
import io.vecstore.index.code.RowCodes;
import io.vecstore.index.fused.FusedGraph;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.graph.BuildSpec;
import io.vecstore.index.graph.GraphBuilder;
import io.vecstore.index.graph.GraphWalk;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.product.ProductCodes;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.Walker;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One build of a graph and what lies beside it. Four-bit codes lead the build whatever is kept, but
 * where there are to be no codes at all: so the graph is the same.
 */
record IndexBuild(Metric metric, VectorRows rows, int threads, Arena arena) {

  /**
   * The seed of every build, so that the same rows give the same graph when one thread builds it.
   */
  private static final long SEED = 42;

  /**
   * Below so many dimensions four-bit codes are faster than blocks; measured with 100 and 384
   * dimensions, where they are, and with 784, where they are not.
   */
  private static final int SMALLEST_FUSED = 513;

  List<Section> sections(IndexSpec.Hnsw spec, BuildProgress progress) {
    BuildSpec build = new BuildSpec(spec.m(), spec.efConstruction(), threads, SEED);
    Quantization quantization =
        CodedRows.pay(rows.dimension()) ? spec.quantization() : Quantization.none();
    if (quantization instanceof Quantization.None) {
      HnswGraph graph = GraphBuilder.build(metric, rows, null, build, progress, arena);
      return List.of(measured(graph, walks(null), null, progress));
    }
    boolean fused = spec.layout() == VectorLayout.FAST && rows.dimension() >= SMALLEST_FUSED;
    boolean kept = quantization instanceof Quantization.Int4 && !fused;
    try (Arena passing = Arena.ofShared()) {
      CodedRows guide =
          CodedRows.encode(metric, rows, CodePacking.NIBBLES, threads, kept ? arena : passing);
      HnswGraph graph = GraphBuilder.build(metric, rows, guide, build, progress, arena);
      if (fused) {
        FusedGraph blocks = FusedGraph.encode(metric, rows, graph, threads, arena);
        Function<HnswGraph, Walker> led = over -> blocks.walk(over, rows);
        return List.of(measured(graph, led, walks(guide), progress), blocks.section(arena));
      }
      RowCodes codes = kept ? guide : codes(quantization, progress);
      boolean ledWell = kept || quantization instanceof Quantization.Int8;
      Function<HnswGraph, Walker> reference = ledWell ? null : walks(guide);
      return List.of(measured(graph, walks(codes), reference, progress), codes.section(arena));
    }
  }

  private RowCodes codes(Quantization quantization, BuildProgress progress) {
    return switch (quantization) {
      case Quantization.None() -> throw new AssertionError(quantization);
      case Quantization.Int4() -> packed(CodePacking.NIBBLES);
      case Quantization.Int8() -> packed(CodePacking.BYTES);
      case Quantization.Binary() -> packed(CodePacking.BITS);
      case Quantization.Product(int subspaces) ->
          ProductCodes.train(metric, rows, subspaces, threads, progress, arena);
    };
  }

  private CodedRows packed(CodePacking packing) {
    return CodedRows.encode(metric, rows, packing, threads, arena);
  }

  private Function<HnswGraph, Walker> walks(@Nullable RowCodes codes) {
    return graph ->
        new GraphWalk(
            graph, new RowScorer(metric, rows), codes == null ? null : codes.scorer(rows));
  }

  private Section measured(
      HnswGraph graph,
      Function<HnswGraph, Walker> led,
      @Nullable Function<HnswGraph, Walker> reference,
      BuildProgress progress) {
    HnswGraph.Work work = new HnswGraph.Work(threads, progress);
    return graph.measured(metric, rows, led, reference, work).section(arena);
  }
}
