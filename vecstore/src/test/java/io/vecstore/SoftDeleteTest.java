package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A softly deleted document is out of sight, and comes back as it was. */
class SoftDeleteTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);
  private static final Document A = Document.of("a", 1, 1).withText("the text of a");

  @Test
  void itIsHiddenFromEveryReadAndComesBackAsItWas(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.batch(b -> b.upsert(A).upsert(Document.of("b", 2, 2)));
      Instant before = Instant.now().minusSeconds(1);
      assertTrue(store.softDelete("a"));
      assertFalse(store.softDelete("a"));
      assertFalse(store.get("a").isPresent());
      assertEquals(List.of("b"), store.search(Query.nearest(1, 1)).ids());
      assertEquals(List.of(), store.search(Query.keywords("text")).ids());
      assertEquals(1, store.count("TRUE"));
      assertTrue(store.deleted().get("a").isAfter(before));
      store.optimize();
    }
    try (VecStore store = VecStore.open(temp)) {
      assertEquals(List.of("a"), List.copyOf(store.deleted().keySet()));
      assertTrue(store.restore("a"));
      assertFalse(store.restore("a"));
      assertEquals(A, store.get("a").orElseThrow());
      assertEquals(List.of("a"), store.search(Query.keywords("text")).ids());
    }
  }

  @Test
  void whatIsReplacedOrPurgedDoesNotComeBack(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.batch(b -> b.upsert(A).upsert(Document.of("b", 2, 2)).softDelete("a").softDelete("b"));
      store.upsert(Document.of("a", 5, 5));
      assertEquals(0, store.purge(Duration.ofDays(1)));
      assertEquals(1, store.purge(Duration.ZERO));
      assertFalse(store.restore("a"));
      assertFalse(store.restore("b"));
      assertEquals(List.of("a"), store.search(Query.nearest(1, 1)).ids());
    }
  }

  @Test
  void aWriteMayWaitForMoreThanTheStoreDoes(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA, o -> o.durability(Durability.MANUAL))) {
      store.upsert(A);
      store.batch(b -> b.upsert(Document.of("b", 2, 2)), Durability.SYNC);
      assertEquals(2, store.sync());
      store.delete("a");
      assertEquals(3, store.sync());
    }
  }
}
