package io.vecstore.bench.engine;

import io.vecstore.VecStore;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.VectorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * VecStore as an application uses it, end to end: documents with ids go into a store on disk,
 * {@code optimize()} leaves one segment, the store is closed and opened again, and every query goes
 * through the public API and comes back as hits with ids.
 */
public final class VecStoreEngine implements Filtered {

  private final String name;
  private final IndexSpec.Hnsw index;
  private volatile @Nullable Filter filter; // set between turns by the thread that drives them
  private @Nullable VecStore store;
  private @Nullable AskingThreads asking;

  /**
   * @param name what it is called in the report
   * @param index how the vectors are searched; links and build beam are those of the plan
   */
  VecStoreEngine(String name, IndexSpec.Hnsw index) {
    this.name = name;
    this.index = index;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "VecStore through its public API, on disk, one segment, mapped, "
        + (index.layout() == VectorLayout.FAST ? "FAST" : index.quantization());
  }

  @Override
  public Built build(Plan plan) {
    KeptIndex kept = KeptIndex.in(plan, name());
    try {
      Built built = kept.build(folder -> fill(plan, index, folder.resolve("store")));
      VecStore opened = VecStore.open(kept.directory().resolve("store"));
      store = opened;
      asking =
          new AskingThreads(
              plan.queries(), () -> (query, ef, found) -> search(opened, query, ef, found));
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads in bulk: nothing is indexed before everything is there. */
  private static void fill(Plan plan, IndexSpec.Hnsw codes, Path folder) {
    IndexSpec index = codes.m(plan.m()).efConstruction(plan.efConstruction()).exactBelow(0);
    Schema schema = Schema.of(plan.base().dimension(), plan.metric()).indexedBy(index);
    try (VecStore filling = VecStore.open(folder, schema, options -> bulk(options, plan))) {
      filling.ingest(IntStream.range(0, plan.base().count()).mapToObj(row -> document(plan, row)));
      filling.optimize();
    }
  }

  private static Document document(Plan plan, int row) {
    Document document = Document.of(Integer.toString(row), plan.base().row(row));
    return plan.metadata().isEmpty() ? document : document.withMetadata(plan.metadata().get(row));
  }

  private static OpenOptions bulk(OpenOptions options, Plan plan) {
    return options
        .durability(Durability.MANUAL)
        .segmentRows(Math.min(10_000_000, plan.base().count() + 1))
        .segmentBytes(1L << 40)
        .memory(1L << 40)
        .buildThreads(plan.buildThreads())
        .compaction(false);
  }

  private void search(VecStore asked, float[] query, int ef, int[] found) {
    int rank = 0;
    for (Hit hit : asked.search(query(query, found.length).ef(ef))) {
      found[rank++] = Integer.parseInt(hit.id());
    }
    while (rank < found.length) {
      found[rank++] = -1;
    }
  }

  private Query query(float[] vector, int k) {
    Query query = Query.nearest(vector).topK(k);
    Filter accepted = filter;
    return accepted == null ? query : query.where(accepted);
  }

  @Override
  public void restrict(Filter accepted) {
    filter = accepted;
  }

  /** Returns how the store would answer a query, with its plan and what it counted. */
  public Explanation explain(float[] vector, int k, int ef) {
    if (store == null) {
      throw new IllegalStateException("not built");
    }
    return store.explain(query(vector, k).ef(ef));
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
    if (store != null) {
      store.close();
    }
  }
}
