package io.vecstore.mistake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecReader;
import io.vecstore.VecStore;
import io.vecstore.WriteBatch;
import io.vecstore.core.error.DimensionMismatchException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is right in itself, at the wrong time or in the wrong place. */
class BadMomentsTest {

  private static final float[] GOOD = {1, 2, 3};

  @Test
  void oneBadDocumentLeavesTheWholeBatchOut() {
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      assertThrows(
          DimensionMismatchException.class,
          () ->
              store.batch(
                  b -> b.upsert(Document.of("a", GOOD)).upsert(Document.of("b", 1)).delete("a")));
      assertThrows(
          IllegalStateException.class,
          () ->
              store.batch(
                  b -> {
                    b.upsert(Document.of("a", GOOD));
                    throw new IllegalStateException("changed my mind");
                  }));
      assertEquals(0, store.count());
    }
  }

  @Test
  void aClosedStoreSaysSo(@TempDir Path temp) {
    VecStore store = VecStore.open(temp.resolve("store"), Schema.of(3, Metric.COSINE));
    store.upsert(Document.of("a", GOOD));
    store.close();
    store.close();
    assertThrows(StoreClosedException.class, () -> store.upsert(Document.of("b", GOOD)));
    assertThrows(StoreClosedException.class, () -> store.search(Query.nearest(GOOD)));
    assertThrows(StoreClosedException.class, () -> store.get("a"));
    assertThrows(StoreClosedException.class, store::count);
    assertThrows(StoreClosedException.class, () -> store.scan("TRUE"));
    assertThrows(StoreClosedException.class, store::sync);
    assertThrows(StoreClosedException.class, store::optimize);
    assertThrows(StoreClosedException.class, () -> store.snapshots().create("x"));
  }

  @Test
  void aSnapshotThatWasClosedSaysSo() {
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      store.upsert(Document.of("a", GOOD));
      store.snapshots().create("s");
      VecReader snapshot = store.snapshots().open("s");
      snapshot.close();
      assertThrows(StoreClosedException.class, snapshot::count);
      assertThrows(StoreClosedException.class, () -> snapshot.get("a"));
      assertEquals(1, store.count());
    }
  }

  @Test
  void aBatchThatWasWrittenTakesNothingMore() {
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      AtomicReference<WriteBatch> kept = new AtomicReference<>();
      store.batch(
          b -> {
            b.upsert(Document.of("a", GOOD));
            kept.set(b);
          });
      WriteBatch late = kept.get();
      assertThrows(InvalidInputException.class, () -> late.upsert(Document.of("b", GOOD)));
      assertThrows(InvalidInputException.class, () -> late.delete("a"));
      assertThrows(InvalidInputException.class, () -> late.softDelete("a"));
      assertThrows(InvalidInputException.class, () -> late.restore("a"));
      assertEquals(1, store.count());
    }
  }

  @Test
  void whoClosesTheStoreInsideABatchIsToldSo() {
    VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE));
    assertThrows(
        StoreClosedException.class,
        () ->
            store.batch(
                b -> {
                  b.upsert(Document.of("a", GOOD));
                  store.close();
                }));
  }

  @Test
  void aCallbackMayUseTheStore() {
    try (VecStore store = VecStore.inMemory(Schema.of(3, Metric.COSINE))) {
      store.batch(
          outer -> {
            store.batch(inner -> inner.upsert(Document.of("inner", GOOD)));
            assertEquals(1, store.count());
            outer.delete("inner").upsert(Document.of("outer", GOOD));
          });
      try (Stream<Document> all = store.scan("TRUE")) {
        all.forEach(document -> store.delete(document.id()));
      }
      assertEquals(0, store.count());
    }
  }

  @Test
  void aStoreIsOpenOnceAndTheErrorNamesTheHolder(@TempDir Path temp) throws IOException {
    Path directory = temp.resolve("store");
    try (VecStore store = VecStore.open(directory, Schema.of(3, Metric.COSINE))) {
      StoreLockedException error =
          assertThrows(StoreLockedException.class, () -> VecStore.open(directory));
      assertTrue(
          error.getMessage().contains(Long.toString(ProcessHandle.current().pid())),
          error.getMessage());
      Path alias = Files.createSymbolicLink(temp.resolve("alias"), directory);
      assertThrows(StoreLockedException.class, () -> VecStore.open(alias));
      assertEquals(0, store.count());
    }
    VecStore.open(directory).close();
  }

  @Test
  void whatIsNotAStoreIsLeftAlone(@TempDir Path temp) throws IOException {
    assertThrows(NotAStoreException.class, () -> VecStore.open(temp.resolve("nothing")));
    assertTrue(Files.notExists(temp.resolve("nothing")));
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "not yours");
    assertThrows(NotAStoreException.class, () -> VecStore.open(other));
    assertThrows(NotAStoreException.class, () -> VecStore.open(other, Schema.of(3, Metric.COSINE)));
    assertThrows(
        NotAStoreException.class,
        () -> VecStore.open(other.resolve("letter.txt"), Schema.of(3, Metric.COSINE)));
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void anotherSchemaIsRefused(@TempDir Path temp) {
    Path directory = temp.resolve("store");
    VecStore.open(directory, Schema.of(3, Metric.COSINE)).close();
    SchemaMismatchException error =
        assertThrows(
            SchemaMismatchException.class,
            () -> VecStore.open(directory, Schema.of(4, Metric.COSINE)));
    assertTrue(error.getMessage().contains("dimension"), error.getMessage());
    assertThrows(
        SchemaMismatchException.class,
        () -> VecStore.open(directory, Schema.of(3, Metric.DOT_PRODUCT)));
    try (VecStore store = VecStore.open(directory)) {
      assertEquals(Schema.of(3, Metric.COSINE), store.schema());
    }
  }
}
