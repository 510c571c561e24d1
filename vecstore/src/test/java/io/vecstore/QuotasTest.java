package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each quota lets through exactly what it says, and nothing is written where it does not. */
class QuotasTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  private VecDatabase open() {
    return VecDatabase.open(folder.resolve("db"), o -> o.clock(now::get));
  }

  private static Namespace create(VecDatabase database, Quotas quotas) {
    return database.namespaces().create("t", SCHEMA, p -> p.limitedTo(quotas));
  }

  private static void refused(String limit, long allowed, long requested, Runnable call) {
    QuotaExceededException error = assertThrows(QuotaExceededException.class, call::run);
    assertEquals("t", error.namespace());
    assertEquals(limit, error.limit());
    assertEquals(allowed, error.allowed());
    assertEquals(requested, error.requested());
    for (String part : List.of("\"t\"", limit, "" + allowed, "" + requested)) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  @Test
  void vectorsAreCountedByTheDifference() {
    try (VecDatabase database = open()) {
      Namespace namespace = create(database, Quotas.unlimited().maxVectors(3));
      namespace.batch(
          batch -> {
            batch.upsert("a", new float[] {1, 0}, Map.of());
            batch.upsert("b", new float[] {1, 0}, Map.of());
            batch.upsert("a", new float[] {2, 0}, Map.of());
          });
      namespace.upsert("c", new float[] {1, 1}, Map.of());
      refused("maxVectors", 3, 4, () -> namespace.upsert("d", new float[] {1, 0}, Map.of()));
      refused(
          "maxVectors",
          3,
          5,
          () ->
              namespace.batch(
                  batch -> {
                    batch.delete("a");
                    for (String id : List.of("d", "e", "f")) {
                      batch.upsert(id, new float[] {1, 0}, Map.of());
                    }
                  }));
      assertTrue(namespace.get("a").isPresent(), "nothing of the refused batch was done");
      namespace.upsert("a", new float[] {3, 0}, Map.of()); // replaces
      namespace.softDelete("b");
      refused("maxVectors", 3, 4, () -> namespace.upsert("d", new float[] {1, 0}, Map.of()));
      namespace.purge(Duration.ofDays(-1));
      namespace.upsert("d", new float[] {1, 0}, Map.of());
      assertEquals(3, namespace.search(Query.nearest(1, 0)).size(), "a full one answers");
      assertEquals(3, namespace.usage().vectors());
      assertEquals(3, namespace.usage().refused());
    }
  }

  @Test
  void bytesAreCountedByTheDifference() {
    long row = Quotas.ROW_OVERHEAD + 8 + emptyMetadata();
    try (VecDatabase database = open()) {
      Namespace namespace = create(database, Quotas.unlimited().maxStorageBytes(2 * row + 100));
      Document a = Document.of("a", 1, 0);
      namespace.upsert(a.withText("x".repeat(100)));
      assertEquals(row + 100, namespace.usage().storageBytes());
      namespace.upsert(Document.of("b", 1, 0));
      refused(
          "maxStorageBytes",
          2 * row + 100,
          2 * row + 101,
          () -> namespace.upsert(a.withText("x".repeat(101))));
      namespace.upsert(a);
      namespace.upsert(Document.of("b", 1, 0).withText("é".repeat(50)));
      assertEquals(2 * row + 100, namespace.usage().storageBytes());
      namespace.setQuotas(Quotas.unlimited().maxStorageBytes(10));
      refused(
          "maxStorageBytes",
          10,
          3 * row + 100,
          () -> namespace.upsert("c", new float[] {1, 0}, Map.of()));
      namespace.upsert(Document.of("b", 1, 0)); // smaller than what it replaces
      namespace.delete("a");
      assertEquals(row, namespace.usage().storageBytes());
    }
  }

  private static int emptyMetadata() {
    return io.vecstore.core.model.MetadataCodec.encode(io.vecstore.core.model.Metadata.empty())
        .length;
  }

  @Test
  void requestsFillABucket() {
    try (VecDatabase database = open()) {
      Namespace namespace = create(database, Quotas.unlimited().maxRequestsPerSecond(5));
      for (int i = 0; i < 4; i++) {
        namespace.count();
      }
      namespace.upsert("a", new float[] {1, 0}, Map.of());
      refused("maxRequestsPerSecond", 5, 6, namespace::count);
      refused("maxRequestsPerSecond", 5, 6, () -> namespace.delete("a"));
      now.updateAndGet(t -> t.plusMillis(200));
      assertEquals(1, namespace.count());
      refused("maxRequestsPerSecond", 5, 6, namespace::count);
      now.updateAndGet(t -> t.minusSeconds(3_600));
      refused("maxRequestsPerSecond", 5, 6, namespace::count);
      now.updateAndGet(t -> t.plusSeconds(7_200));
      for (int i = 0; i < 5; i++) {
        namespace.count();
      }
      refused("maxRequestsPerSecond", 5, 6, namespace::count);
      Usage usage = namespace.usage();
      assertEquals(11, usage.requests());
      assertEquals(5, usage.refused());
    }
  }

  @Test
  void anOpenScanIsAQueryUnderWay() {
    try (VecDatabase database = open()) {
      Namespace namespace = create(database, Quotas.unlimited().maxConcurrentQueries(2));
      Stream<Document> one = namespace.scan(Filter.everything());
      Stream<Document> two = namespace.scan(Filter.everything());
      assertEquals(2, namespace.usage().queries());
      refused("maxConcurrentQueries", 2, 3, namespace::count);
      namespace.upsert("a", new float[] {1, 0}, Map.of());
      one.close();
      one.close();
      assertEquals(1, namespace.count());
      assertThrows(
          io.vecstore.core.error.DimensionMismatchException.class,
          () -> namespace.search(Query.nearest(1, 2, 3)));
      assertEquals(1, namespace.usage().queries(), "a failed query does not leak");
      two.close();
    }
  }

  @Test
  void dimensionResultsAndBatches() {
    try (VecDatabase database = open()) {
      Namespace namespace =
          create(
              database, Quotas.unlimited().maxDimension(1).maxResultsPerQuery(3).maxBatchSize(2));
      refused("maxDimension", 1, 2, () -> namespace.upsert("a", new float[] {1, 0}, Map.of()));
      namespace.setQuotas(namespace.profile().quotas().maxDimension(2));
      namespace.upsert("a", new float[] {1, 0}, Map.of());
      assertEquals(1, namespace.search(Query.nearest(1, 0).topK(3)).size());
      refused("maxResultsPerQuery", 3, 4, () -> namespace.search(Query.nearest(1, 0).topK(4)));
      refused("maxResultsPerQuery", 3, 4, () -> namespace.explain(Query.nearest(1, 0).topK(4)));
      refused(
          "maxBatchSize",
          2,
          3,
          () -> namespace.batch(batch -> batch.delete("a").delete("b").delete("c")));
      assertEquals(1, namespace.count());
    }
  }

  @Test
  void tiersAndUtilization() {
    try (VecDatabase database = open()) {
      Namespace namespace =
          create(database, Quotas.free().maxVectors(10).maxRequestsPerSecond(1_000));
      assertEquals(0, namespace.usage().utilization());
      for (int i = 0; i < 8; i++) {
        namespace.upsert("d" + i, new float[] {1, i}, Map.of());
      }
      assertEquals(0.8, namespace.usage().utilization(), 1e-9);
      assertFalse(namespace.usage().nearQuota());
      namespace.upsert("d8", new float[] {1, 8}, Map.of());
      assertTrue(namespace.usage().nearQuota());
      namespace.setQuotas(Quotas.unlimited());
      assertEquals(0, namespace.usage().utilization());
      assertEquals(100, Quotas.pro().maxRequestsPerSecond());
    }
  }

  @Test
  void usageIsKeptAndListedWithoutOpening() {
    Usage before;
    try (VecDatabase database = open()) {
      Namespace namespace = create(database, Quotas.free());
      namespace.upsert(Document.of("a", 1, 0).withText("text"));
      namespace.softDelete("a");
      refused(
          "maxResultsPerQuery", 100, 101, () -> namespace.search(Query.nearest(1, 0).topK(101)));
      before = namespace.usage();
    }
    try (VecDatabase database = open()) {
      assertEquals(Map.of("t", before), database.namespaces().usage());
      assertEquals(before, database.namespaces().get("t").usage());
    }
  }

  @Test
  void sixteenThreadsNeverGetOneTooManyIn() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    int threads = 16;
    try (VecDatabase database = VecDatabase.inMemory();
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < 30; round++) {
        SplittableRandom random = new SplittableRandom(seed + round);
        int limit = random.nextInt(1, 60);
        String id = "r" + round;
        Namespace namespace =
            database
                .namespaces()
                .create(id, SCHEMA, p -> p.limitedTo(Quotas.unlimited().maxVectors(limit)));
        List<Future<Integer>> writers =
            IntStream.range(0, threads)
                .mapToObj(thread -> pool.submit(() -> write(namespace, random.split(), limit)))
                .toList();
        int full = 0;
        for (Future<Integer> writer : writers) {
          full += writer.get();
        }
        assertTrue(namespace.count() <= limit, "seed " + seed + ", round " + round);
        assertEquals(recount(namespace), namespace.usage().vectors(), "seed " + seed);
        assertEquals(recountBytes(namespace), namespace.usage().storageBytes(), "seed " + seed);
        assertEquals(full, namespace.usage().refused(), "seed " + seed);
      }
    }
  }

  /** Returns how often it was refused. */
  private static int write(Namespace namespace, SplittableRandom random, int limit) {
    int full = 0;
    for (int i = 0; i < 40; i++) {
      String id = "d" + random.nextInt(2 * limit);
      try {
        switch (random.nextInt(8)) {
          case 0 -> namespace.delete(id);
          case 1 -> namespace.softDelete(id);
          case 2 ->
              namespace.batch(
                  batch ->
                      batch
                          .upsert(id, new float[] {1, 0}, Map.of())
                          .delete(id + 1)
                          .upsert(id + 2, new float[] {1, 0}, Map.of()));
          default ->
              namespace.upsert(Document.of(id, 1, 0).withText("x".repeat(random.nextInt(20))));
        }
      } catch (QuotaExceededException refused) {
        full++;
      }
      assertTrue(namespace.usage().vectors() <= limit);
    }
    return full;
  }

  private static long recount(Namespace namespace) {
    return namespace.count() + namespace.deleted().size();
  }

  private static long recountBytes(Namespace namespace) {
    namespace.deleted().keySet().forEach(namespace::restore);
    try (Stream<Document> all = namespace.scan(Filter.everything())) {
      return all.mapToLong(
              d -> Quotas.ROW_OVERHEAD + 8 + emptyMetadata() + d.text().orElse("").length())
          .sum();
    }
  }
}
