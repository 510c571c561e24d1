package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.tenant.Quotas;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that live for a while: no read sees them a moment longer, and then they are gone. */
class ExpiryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(10));

  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private VecStore open(Schema schema) {
    return VecStore.open(folder.resolve("store"), schema, o -> o.clock(now::get));
  }

  private static void fill(VecStore store) {
    for (int i = 0; i < 40; i++) {
      Document document = Document.of("d" + i, i, 1).withText("word").withMetadata(Map.of("i", i));
      store.upsert(i % 2 == 0 ? document.withExpiry(START.plusSeconds(60)) : document);
    }
  }

  private static void sees(VecReader store, int count) {
    assertEquals(count, store.count());
    assertEquals(count, store.count("i >= 0"));
    assertEquals(count, store.search(Query.nearest(0, 1).topK(100)).size());
    assertEquals(count, store.search(Query.keywords("word").topK(100)).size());
    assertEquals(count, store.search(Query.hybrid(new float[] {0, 1}, "word").topK(100)).size());
    assertEquals(count == 40, store.get("d0").isPresent());
    assertTrue(store.get("d1").isPresent());
    try (Stream<Document> all = store.scan(Filter.everything())) {
      assertEquals(count, all.count());
    }
  }

  @Test
  void aReadSeesNothingThatHasExpiredWhereverItIs() {
    try (VecStore store = open(SCHEMA)) {
      fill(store);
      sees(store, 40);
      now.set(START.plusSeconds(60));
      sees(store, 20);
      now.set(START);
      store.optimize();
      sees(store, 40);
      store.snapshots().create("s");
      now.set(START.plusSeconds(61));
      sees(store, 20);
      try (VecReader snapshot = store.snapshots().open("s")) {
        sees(snapshot, 20);
      }
    }
    try (VecStore store = open(SCHEMA)) {
      sees(store, 20);
    }
  }

  @Test
  void optimizeDeletesForGood() {
    try (VecStore store = open(SCHEMA)) {
      fill(store);
      now.set(START.plusSeconds(61));
      store.optimize();
      now.set(START);
      sees(store, 20);
    }
  }

  @Test
  void aNewVersionHasALifeOfItsOwn() {
    try (VecStore store = open(SCHEMA)) {
      fill(store);
      store.upsert(store.get("d2").orElseThrow().withExpiry(START.plusSeconds(120)));
      store.upsert(store.get("d4").orElseThrow().withoutExpiry());
      now.set(START.plusSeconds(61));
      assertEquals(
          Optional.of(START.plusSeconds(120)), store.get("d2").flatMap(Document::expiresAt));
      store.optimize();
      assertTrue(store.get("d2").isPresent());
      now.set(START.plusSeconds(1_000));
      assertFalse(store.get("d2").isPresent());
      assertTrue(store.get("d4").isPresent());
    }
  }

  @Test
  void aCollectionMayGiveTheTime() {
    Schema schema = SCHEMA.expiringAfter(Duration.ofHours(1));
    try (VecStore store = open(schema)) {
      store.upsert("a", new float[] {1, 0}, Map.of());
      store.upsert(Document.of("b", 1, 0).withExpiry(START.plusSeconds(7_200)));
    }
    try (VecStore store = VecStore.open(folder.resolve("store"), o -> o.clock(now::get))) {
      assertEquals(schema, store.schema());
      assertEquals(
          Optional.of(START.plusSeconds(3_600)), store.get("a").flatMap(Document::expiresAt));
      now.set(START.plusSeconds(3_600));
      assertEquals(List.of("b"), store.search(Query.nearest(1, 0)).ids());
    }
    assertThrows(SchemaMismatchException.class, () -> open(SCHEMA).close());
    assertThrows(InvalidInputException.class, () -> SCHEMA.expiringAfter(Duration.ZERO));
  }

  @Test
  void whatHasExpiredCountsUntilItIsDeleted() {
    try (VecDatabase database = VecDatabase.inMemory(o -> o.clock(now::get))) {
      Namespace namespace =
          database
              .namespaces()
              .create("t", SCHEMA, p -> p.limitedTo(Quotas.unlimited().maxVectors(2)));
      namespace.upsert(Document.of("a", 1, 0).withExpiry(START.plusSeconds(1)));
      namespace.upsert(Document.of("b", 1, 0));
      now.set(START.plusSeconds(2));
      assertEquals(1, namespace.count());
      assertEquals(2, namespace.usage().vectors());
      namespace.optimize();
      assertEquals(1, namespace.usage().vectors());
      namespace.upsert(Document.of("c", 1, 0));
    }
  }

  @Test
  void anEndStaysWithOtherMetadata() {
    Document document = Document.of("a", 1, 0).withExpiry(START);
    assertEquals(Optional.of(START), document.withMetadata(Map.of("x", 1)).expiresAt());
    assertEquals(Optional.empty(), document.withoutExpiry().expiresAt());
    assertEquals(
        Optional.empty(), Document.of("a", 1, 0).withMetadata(Map.of("$expires", "x")).expiresAt());
  }

  @Test
  void vectorsOfAnotherModelAreRefused() {
    open(SCHEMA.embeddedBy("minilm-v2")).close();
    SchemaMismatchException mixed =
        assertThrows(
            SchemaMismatchException.class, () -> open(SCHEMA.embeddedBy("bge-m3")).close());
    assertTrue(
        mixed.getMessage().contains("model is minilm-v2, asked for bge-m3"), mixed.getMessage());
    assertThrows(SchemaMismatchException.class, () -> open(SCHEMA).close());
    try (VecStore store = VecStore.open(folder.resolve("store"))) {
      assertEquals(Optional.of("minilm-v2"), store.schema().model());
    }
    assertThrows(InvalidInputException.class, () -> SCHEMA.embeddedBy("two\nlines"));
  }
}
