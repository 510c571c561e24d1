package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots stay as they are, whatever happens to the store beside them. */
class SnapshotsTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @Test
  void aSnapshotKeepsWhatTheStoreLoses(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.upsert(Document.of("a", 1, 1).withText("first text"));
      store.upsert(Document.of("b", 2, 2));
      Snapshot taken = store.snapshots().create("one");
      assertEquals("one", taken.name());
      assertEquals(2, taken.documents());
      assertTrue(taken.bytes() > 0);
      store.delete("a");
      store.upsert(Document.of("b", 9, 9));
      store.upsert(Document.of("c", 3, 3));
      store.optimize();
      try (VecReader old = store.snapshots().open("one")) {
        assertEquals(2, old.count());
        assertEquals(Document.of("a", 1, 1).withText("first text"), old.get("a").orElseThrow());
        assertEquals(List.of("b", "a"), old.search(Query.nearest(2, 2)).ids());
        assertEquals(List.of("a"), old.search(Query.keywords("text")).ids());
      }
      assertEquals(List.of("c", "b"), store.search(Query.nearest(2, 2)).ids());
    }
  }

  @Test
  void restoringBringsItBackAndKeepsWhatWasThere(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.upsert(Document.of("a", 1, 1));
      store.snapshots().create("one");
      store.upsert(Document.of("b", 2, 2));
      store.delete("a");
      store.snapshots().restore("one");
      assertEquals(List.of("a"), store.search(Query.nearest(1, 1)).ids());
      List<Snapshot> all = store.snapshots().list();
      assertEquals(2, all.size());
      Snapshot before =
          all.stream().filter(s -> s.name().startsWith("pre-restore-")).findFirst().orElseThrow();
      store.upsert(Document.of("c", 3, 3));
      store.snapshots().restore(before.name());
      assertEquals(List.of("b"), store.search(Query.nearest(1, 1)).ids());
    }
    try (VecStore store = VecStore.open(temp)) {
      assertEquals(List.of("b"), store.search(Query.nearest(1, 1)).ids());
      assertEquals(3, store.snapshots().list().size());
    }
  }

  @Test
  void aDeletedSnapshotIsGoneAndAnOpenOneIsReadToItsEnd(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp, SCHEMA)) {
      store.upsert(Document.of("a", 1, 1));
      store.snapshots().create("one");
      VecReader open = store.snapshots().open("one");
      store.snapshots().delete("one");
      assertThrows(NotFoundException.class, () -> store.snapshots().open("one"));
      assertEquals(1, open.search(Query.nearest(1, 1)).size());
      open.close();
      assertThrows(StoreClosedException.class, () -> open.get("a"));
      assertEquals(List.of(), store.snapshots().list());
    }
  }

  @Test
  void aStoreInMemoryHasSnapshotsToo() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      store.upsert(Document.of("a", 1, 1));
      store.snapshots().create("one");
      store.delete("a");
      assertFalse(store.get("a").isPresent());
      store.snapshots().restore("one");
      assertTrue(store.get("a").isPresent());
    }
  }
}
