package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While one thread writes, seals, merges and snapshots, every read sees one version of the store,
 * and never an older one than before.
 */
class IsolationTest {

  private static final int MEMBERS = 7;
  private static final int VERSIONS = 1500;

  @Test
  void aReadSeesOneVersionWhateverTheWriterDoes(@TempDir Path temp) throws Exception {
    Schema schema = Schema.of(3, Metric.EUCLIDEAN).withText(TextSpec.whitespace());
    try (VecStore store =
            VecStore.open(temp, schema, o -> o.durability(Durability.MANUAL).segmentRows(64));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      write(store, 0);
      AtomicInteger written = new AtomicInteger();
      List<Future<?>> readers =
          IntStream.range(0, 3)
              .<Future<?>>mapToObj(i -> threads.submit(() -> read(store, written)))
              .toList();
      for (int version = 1; version <= VERSIONS; version++) {
        write(store, version);
        written.set(version);
        if (version % 500 == 0) {
          store.optimize();
        }
        if (version % 400 == 0) {
          store.snapshots().create("v" + version);
        }
      }
      for (Future<?> reader : readers) {
        get(reader);
      }
      for (int version = 400; version <= VERSIONS; version += 400) {
        try (VecReader snapshot = store.snapshots().open("v" + version)) {
          assertEquals(Set.of(version), versions(snapshot));
        }
      }
    }
  }

  private static void get(Future<?> reader) throws Exception {
    try {
      reader.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Replaces all members at once. */
  private static void write(VecStore store, int version) {
    store.batch(
        batch -> {
          for (int i = 0; i < MEMBERS; i++) {
            batch.upsert(
                Document.of("m" + i, version, i, 0)
                    .withText("version " + version)
                    .withMetadata(Map.of("version", version)));
          }
        });
  }

  private static void read(VecReader store, AtomicInteger written) {
    int seen = 0;
    while (written.get() < VERSIONS) {
      int floor = Math.max(seen, written.get());
      Set<Integer> versions = versions(store);
      assertEquals(1, versions.size(), versions + " in one scan");
      seen = versions.iterator().next();
      assertTrue(seen >= floor, "saw " + seen + " after " + floor);
      List<Hit> hits = store.search(Query.nearest(seen, 0, 0).topK(MEMBERS + 3)).list();
      assertEquals(MEMBERS, hits.size());
      assertEquals(1, hits.stream().map(IsolationTest::version).distinct().count());
      assertEquals(MEMBERS, hits.stream().map(Hit::id).distinct().count());
      assertEquals(MEMBERS, store.search(Query.keywords("version").topK(50)).size());
      assertEquals(MEMBERS, store.count());
      assertTrue(store.get("m3").isPresent());
    }
  }

  private static int version(Hit hit) {
    return (int) hit.metadata().getLong("version").orElseThrow();
  }

  private static Set<Integer> versions(VecReader store) {
    try (Stream<Document> all = store.scan("version >= 0")) {
      return all.map(document -> (int) document.metadata().getLong("version").orElseThrow())
          .collect(Collectors.toSet());
    }
  }
}
