package io.vecstore.bench.engine;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * JVector with a hierarchical graph of the same degrees as hnswlib's, searched over float32 vectors
 * on the heap; one searcher per thread, reused. Unit vectors under the dot product for cosine.
 */
final class JVectorEngine implements Filtered {

  private static final VectorTypeSupport TYPES =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  private volatile Bits accept = Bits.ALL; // set between turns by the thread that drives them
  private List<Metadata> metadata = List.of();
  private @Nullable ReaderSupplier file;
  private @Nullable ImmutableGraphIndex graph;
  private @Nullable AskingThreads asking;

  @Override
  public String name() {
    return "jvector";
  }

  @Override
  public String description() {
    return "JVector " + version() + ", hierarchical graph, alpha 1.2, float32";
  }

  private static String version() {
    String path =
        GraphIndexBuilder.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.replaceAll(".*jvector-(.*)\\.jar$", "$1");
  }

  @Override
  public Built build(Plan given) {
    Plan plan = given.normalized();
    metadata = plan.metadata();
    VectorSimilarityFunction similarity =
        plan.metric() == Metric.EUCLIDEAN
            ? VectorSimilarityFunction.EUCLIDEAN
            : VectorSimilarityFunction.DOT_PRODUCT;
    ListRandomAccessVectorValues base = values(plan.base());
    try {
      KeptIndex kept = KeptIndex.in(given, name());
      Built built =
          kept.build(directory -> write(plan, base, similarity, directory.resolve("graph")));
      ReaderSupplier supplier = ReaderSupplierFactory.open(kept.directory().resolve("graph"));
      ImmutableGraphIndex opened = OnDiskGraphIndex.load(supplier);
      file = supplier;
      graph = opened;
      asking = new AskingThreads(plan.queries(), () -> searcher(opened, base, similarity));
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Searcher searcher(
      ImmutableGraphIndex graph,
      ListRandomAccessVectorValues base,
      VectorSimilarityFunction similarity) {
    GraphSearcher searcher = new GraphSearcher(graph);
    return (query, ef, found) -> {
      VectorFloat<?> target = TYPES.createFloatVector(query);
      DefaultSearchScoreProvider scores =
          DefaultSearchScoreProvider.exact(target, similarity, base);
      NodeScore[] hits =
          searcher
              .search(scores, found.length, Math.max(ef, found.length), 0, 0, accept)
              .getNodes();
      for (int i = 0; i < found.length; i++) {
        found[i] = i < hits.length ? hits[i].node : -1;
      }
    };
  }

  private static void write(
      Plan plan, ListRandomAccessVectorValues base, VectorSimilarityFunction similarity, Path file)
      throws IOException {
    BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(base, similarity);
    List<Integer> degrees = List.of(2 * plan.m(), plan.m());
    try (ForkJoinPool pool = new ForkJoinPool(plan.buildThreads());
        GraphIndexBuilder builder =
            new GraphIndexBuilder(
                scores,
                base.dimension(),
                degrees,
                plan.efConstruction(),
                1.2f,
                1.2f,
                true,
                true,
                pool,
                pool)) {
      OnDiskGraphIndex.write(builder.build(base), base, file);
    }
  }

  private static ListRandomAccessVectorValues values(Vectors vectors) {
    List<VectorFloat<?>> list = new ArrayList<>(vectors.count());
    for (int i = 0; i < vectors.count(); i++) {
      list.add(TYPES.createFloatVector(vectors.row(i)));
    }
    return new ListRandomAccessVectorValues(list, vectors.dimension());
  }

  @Override
  public void restrict(Filter filter) {
    BitSet accepted = new BitSet();
    for (int row = 0; row < metadata.size(); row++) {
      accepted.set(row, filter.matches(metadata.get(row)));
    }
    accept = accepted::get;
  }

  @Override
  public Turn turn(Ask ask) {
    if (asking == null) {
      throw new IllegalStateException("not built");
    }
    return asking.turn(ask);
  }

  @Override
  public void close() {
    try {
      if (asking != null) {
        asking.close();
      }
      if (graph != null) {
        graph.close();
      }
      if (file != null) {
        file.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("closing JVector failed", e);
    }
  }
}
