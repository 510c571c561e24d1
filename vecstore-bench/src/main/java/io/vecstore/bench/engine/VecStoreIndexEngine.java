package io.vecstore.bench.engine;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.VectorIndex;
import io.vecstore.index.VectorIndexes;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.score.SearchCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * VecStore's vector index alone, as the store uses it inside a sealed segment: what the engine
 * costs without the store.
 */
final class VecStoreIndexEngine implements Engine {

  private final String name;
  private final IntFunction<IndexSpec.Hnsw> index;
  private final Arena arena = Arena.ofShared();
  private @Nullable AskingThreads asking;

  /**
   * @param name what it is called in the report
   * @param index for vectors of a dimension, how the vectors are searched; links and build beam are
   *     those of the plan
   */
  VecStoreIndexEngine(String name, IntFunction<IndexSpec.Hnsw> index) {
    this.name = name;
    this.index = index;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "VecStore's index of one segment, without the store";
  }

  @Override
  public Built build(Plan plan) {
    VectorRows rows = NativeRows.of(plan.base(), plan.metric(), arena);
    KeptIndex kept = KeptIndex.in(plan, name());
    try {
      Built built = kept.build(folder -> SectionFiles.write(sections(plan, rows), folder));
      Metric metric = plan.metric();
      List<Section> sections = SectionFiles.read(kept.directory(), arena);
      VectorIndex index =
          VectorIndexes.open(new MemorySections(name(), sections, arena), metric, rows);
      asking = new AskingThreads(plan.queries(), () -> new Asking(index));
      return new Built(
          built.seconds(),
          built.bytes() + rows.floats().byteSize() + rows.inverseNorms().byteSize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Section> sections(Plan plan, VectorRows rows) {
    IndexSpec spec =
        index
            .apply(rows.dimension())
            .m(plan.m())
            .efConstruction(plan.efConstruction())
            .exactBelow(0);
    return VectorIndexes.build(
        spec, plan.metric(), rows, plan.buildThreads(), new BuildProgress(), arena);
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
    if (asking != null) {
      asking.close();
    }
    arena.close();
  }

  /** One thread's searches; the collector is made anew when k changes. */
  private static final class Asking implements Searcher {

    private final VectorIndex index;
    private final SearchCounters counters = new SearchCounters();
    private TopOrdinals top = new TopOrdinals(1);

    Asking(VectorIndex index) {
      this.index = index;
    }

    @Override
    public void search(float[] query, int ef, int[] found) {
      if (top.capacity() != found.length) {
        top = new TopOrdinals(found.length);
      }
      top.clear();
      index.search(query, ef, null, top, counters);
      top.sort();
      for (int i = 0; i < found.length; i++) {
        found[i] = i < top.count() ? top.ordinal(i) : -1;
      }
    }
  }
}
