package io.vecstore.bench.store;

import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.LogWriter;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;

/**
 * VecStore through its public door, with its defaults.
 *
 * @param rows what is written
 * @param log how the log is written, where there is one
 */
record VecStoreContestant(SampleRows rows, LogWriter log) implements Contestant {

  @Override
  public String name() {
    return log == LogWriter.STANDARD ? "vecstore" : "chronicle";
  }

  @Override
  public String settings(Durability level) {
    return level == Durability.EPHEMERAL ? "inMemory" : level.name();
  }

  @Override
  public Session open(Durability level, Path folder) {
    Schema schema = Schema.of(rows.dimension(), Metric.COSINE);
    return new Open(
        level == Durability.EPHEMERAL
            ? VecStore.inMemory(schema)
            : VecStore.open(folder.resolve("store"), schema, o -> o.durability(level).log(log)),
        rows);
  }

  private record Open(VecStore store, SampleRows rows) implements Session {

    @Override
    public void write(long first, int count) {
      if (count == 1) {
        store.upsert(document(first));
        return;
      }
      store.batch(
          batch -> {
            for (long row = first; row < first + count; row++) {
              batch.upsert(document(row));
            }
          });
    }

    private Document document(long row) {
      return Document.of(Rows.id(row), rows.vector(row)).withMetadata(rows.metadata(row));
    }

    @Override
    public long count() {
      return store.count();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
