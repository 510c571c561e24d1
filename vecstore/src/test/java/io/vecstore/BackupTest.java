package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store at other places. */
class BackupTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN);

  @TempDir private Path temp;

  private void fill(VecStore store, int from, int to) {
    store.ingest(IntStream.range(from, to).mapToObj(i -> Document.of("d" + i, i, 1)));
  }

  @Test
  void aBackupHoldsAllThatWasWrittenBeforeAndTheStoreGoesOn() {
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 100);
      store.softDelete("d7");
      assertTrue(store.backup(temp.resolve("backup")) > 0);
      fill(store, 100, 120);
      assertEquals(119, store.count());
    }
    StoreAtRest backup = StoreAtRest.in(temp.resolve("backup"));
    assertEquals(List.of(), backup.check(CheckExtent.FULL).findings());
    backup.restore(temp.resolve("restored"));
    try (VecStore restored = VecStore.open(temp.resolve("restored"))) {
      assertEquals(99, restored.count());
      assertTrue(restored.restore("d7"));
      assertEquals(100, restored.count());
    }
  }

  @Test
  void aSecondBackupCopiesOnlyWhatIsNew() {
    Path target = temp.resolve("backup");
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 5_000);
      long first = store.backup(target);
      fill(store, 5_000, 5_010);
      long second = store.backup(target);
      assertTrue(second < first / 5, () -> second + " bytes after " + first);
      assertEquals(0, store.backup(target), "nothing was written since");
    }
    StoreAtRest.in(target).restore(temp.resolve("restored"));
    try (VecStore restored = VecStore.open(temp.resolve("restored"))) {
      assertEquals(5_010, restored.count());
    }
  }

  @Test
  void whatIsNoEarlierBackupOfThisStoreIsRefused() throws IOException {
    try (VecStore other = VecStore.open(temp.resolve("other"), SCHEMA)) {
      fill(other, 0, 1);
    }
    Files.createDirectory(temp.resolve("foreign"));
    Files.writeString(temp.resolve("foreign/notes.txt"), "mine");
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 10);
      assertThrows(AlreadyExistsException.class, () -> store.backup(temp.resolve("other")));
      assertThrows(NotAStoreException.class, () -> store.backup(temp.resolve("foreign")));
    }
    try (VecStore other = VecStore.open(temp.resolve("other"))) {
      assertEquals(1, other.count());
    }
  }

  @Test
  void aDamagedBackupIsNotRestored() throws IOException {
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 500);
      store.backup(temp.resolve("backup"));
    }
    Path segment;
    try (Stream<Path> files = Files.list(temp.resolve("backup"))) {
      segment = files.filter(file -> file.toString().endsWith(".vseg")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[200] ^= 1;
    Files.write(segment, bytes);
    StoreAtRest backup = StoreAtRest.in(temp.resolve("backup"));
    assertThrows(CorruptStoreException.class, () -> backup.restore(temp.resolve("restored")));
    assertThrows(StorageException.class, () -> VecStore.open(temp.resolve("restored")));
  }

  @Test
  void aSnapshotBecomesAStoreOfItsOwn() {
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 10);
      store.snapshots().create("ten");
      fill(store, 10, 20);
      store.snapshots().copy("ten", temp.resolve("copy"));
      assertThrows(
          AlreadyExistsException.class, () -> store.snapshots().copy("ten", temp.resolve("copy")));
      assertThrows(
          NotFoundException.class, () -> store.snapshots().copy("no", temp.resolve("copy2")));
      try (VecStore copy = VecStore.open(temp.resolve("copy"))) {
        assertEquals(10, copy.count());
        copy.upsert(Document.of("own", 1, 1));
      }
      assertEquals(20, store.count());
    }
  }

  @Test
  void anOpenStoreIsNoBackup() {
    try (VecStore store = VecStore.open(temp.resolve("live"), SCHEMA)) {
      fill(store, 0, 10);
      StoreAtRest live = StoreAtRest.in(temp.resolve("live"));
      assertThrows(NotAStoreException.class, () -> live.restore(temp.resolve("restored")));
    }
  }
}
