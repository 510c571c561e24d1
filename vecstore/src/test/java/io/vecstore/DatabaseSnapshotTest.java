package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.Quotas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot of a database is all of it, at one moment. */
@Tag("once")
class DatabaseSnapshotTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat());
  private static final int STORES = 6;

  @TempDir Path folder;

  private VecDatabase database(boolean onDisk) {
    return onDisk
        ? VecDatabase.open(folder.resolve("db"), o -> o.openNamespaces(2))
        : VecDatabase.inMemory();
  }

  private static void put(Namespace namespace, String id, long value) {
    namespace.upsert(id, new float[] {1, 2}, Map.of("value", value));
  }

  private static long value(VecReader reader, String id) {
    return reader.get(id).orElseThrow().metadata().getLong("value").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allOfItComesBack(boolean onDisk) {
    try (VecDatabase database = database(onDisk)) {
      VecStore docs = database.create("docs", SCHEMA);
      docs.ingest(IntStream.range(0, 500).mapToObj(i -> Document.of("d" + i, i, 1)));
      docs.optimize();
      docs.delete("d1");
      docs.softDelete("d2");
      docs.upsert("new", new float[] {5, 5}, Map.of());
      docs.softDelete("new");
      database.create("never written", SCHEMA);
      Namespaces namespaces = database.namespaces();
      for (int i = 0; i < 5; i++) {
        namespaces.create("t" + i, SCHEMA, p -> p.limitedTo(Quotas.unlimited().maxVectors(3)));
        put(namespaces.get("t" + i), "x", i);
      }
      namespaces.create("asleep for ever", SCHEMA);
      Snapshot taken = database.snapshot("s");
      assertEquals(498 + 5, taken.documents());
      assertEquals(List.of(taken), database.snapshots());

      docs.deleteWhere("true");
      database.drop("never written");
      namespaces.drop("t4");
      namespaces.get("t0").rename("another");
      for (int i = 0; i < 4; i++) {
        put(namespaces.get("t" + i), "x", -1);
        put(namespaces.get("t" + i), "y", -1);
      }
      VecStore stale = docs;
      database.restoreSnapshot("s");
      assertEquals(List.of("docs", "never written"), database.list());
      docs = database.get("docs");
      assertEquals(498, docs.count());
      assertEquals(2, docs.deleted().size());
      assertTrue(docs.restore("d2") && docs.restore("new"));
      assertEquals("t0", namespaces.get("t0").profile().name());
      for (int i = 0; i < 5; i++) {
        assertEquals(i, value(namespaces.get("t" + i), "x"));
        assertEquals(1, namespaces.get("t" + i).usage().vectors());
      }
      assertEquals(0, namespaces.get("asleep for ever").count());
      stale.close();

      String before = database.snapshots().getLast().name();
      assertTrue(before.startsWith("pre-restore-"), before);
      database.restoreSnapshot(before);
      assertEquals(-1, value(namespaces.get("t3"), "y"));
      assertThrows(NotFoundException.class, () -> namespaces.get("t4"));
      database.deleteSnapshot("s");
      assertThrows(NotFoundException.class, () -> database.restoreSnapshot("s"));
    }
  }

  @Test
  void aBackupIsADatabase() throws Exception {
    Path backup = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    try (VecDatabase database = database(true)) {
      database.create("docs", SCHEMA).upsert("d", new float[] {1, 1}, Map.of("value", 7));
      for (int i = 0; i < 5; i++) {
        put(database.namespaces().create("t" + i, SCHEMA), "x", i); // three of them sleep
      }
      assertTrue(database.backup(backup) > 0);
      assertEquals(List.of(), database.snapshots());
      assertThrows(AlreadyExistsException.class, () -> database.backup(backup));
      database.snapshot("s");
      put(database.namespaces().get("t0"), "x", 99);
    }
    VecDatabase.restore(backup, restored);
    VecDatabase.restore(folder.resolve("db/snapshots/s"), folder.resolve("of the snapshot"));
    assertThrows(AlreadyExistsException.class, () -> VecDatabase.restore(backup, restored));
    for (Path there : List.of(restored, folder.resolve("of the snapshot"))) {
      try (VecDatabase database = VecDatabase.open(there)) {
        assertEquals(7, value(database.get("docs"), "d"));
        for (int i = 0; i < 5; i++) {
          assertEquals(i, value(database.namespaces().get("t" + i), "x"));
        }
      }
    }
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("a"), "a");
    assertThrows(NotAStoreException.class, () -> VecDatabase.restore(backup, other));
    assertThrows(
        NotAStoreException.class, () -> VecDatabase.restore(other, folder.resolve("none")));
  }

  @Test
  void damageIsFoundBeforeThereIsADatabase() throws Exception {
    Path backup = folder.resolve("backup");
    try (VecDatabase database = database(true)) {
      VecStore docs = database.create("docs", SCHEMA);
      docs.ingest(IntStream.range(0, 50).mapToObj(i -> Document.of("d" + i, i, 1)));
      database.backup(backup);
    }
    Path segment;
    try (Stream<Path> files = Files.walk(backup.resolve("stores"))) {
      segment = files.filter(file -> file.toString().endsWith(".vseg")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    Path target = folder.resolve("target");
    assertThrows(StorageException.class, () -> VecDatabase.restore(backup, target));
    assertThrows(StorageException.class, () -> VecDatabase.open(target));
  }

  @Test
  void aNameThatCannotBeIsRefused() {
    try (VecDatabase database = database(false)) {
      database.snapshot("s");
      assertThrows(AlreadyExistsException.class, () -> database.snapshot("S"));
      assertThrows(InvalidInputException.class, () -> database.snapshot("../s"));
      assertThrows(NotFoundException.class, () -> database.deleteSnapshot("t"));
      assertThrows(NotFoundException.class, () -> database.restoreSnapshot("t"));
    }
  }

  /**
   * One writer counts up in one store after the other: at no moment does a later store hold more
   * than an earlier one, or two less. Snapshots that looked at the stores one after the other
   * would. Two of the six are open at a time, so that they are opened and closed under the
   * snapshot's hands.
   */
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"SYNC", "MANUAL"})
  void writesToSeveralStoresAreAllThereOrNotInTheirOrder(Durability durability) throws Exception {
    Path db = folder.resolve("db");
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong slowest = new AtomicLong();
    List<String> names = new ArrayList<>();
    try (VecDatabase database =
            VecDatabase.open(db, o -> o.openNamespaces(2).stores(s -> s.durability(durability)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      VecStore docs = database.create("docs", SCHEMA);
      for (int i = 0; i < STORES; i++) {
        put(database.namespaces().create("t" + i, SCHEMA), "x", 0);
      }
      Future<?> writer =
          threads.submit(
              () -> {
                for (long round = 1; !over.get(); round++) {
                  for (int i = 0; i < STORES; i++) {
                    put(database.namespaces().get("t" + i), "x", round);
                  }
                  long start = System.nanoTime();
                  docs.upsert("x", new float[] {1, 1}, Map.of("value", round));
                  slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
                }
              });
      for (int i = 0; i < 12; i++) {
        names.add("s" + i);
        database.snapshot("s" + i);
      }
      over.set(true);
      writer.get();
    }
    System.out.printf(
        "%s: the slowest write beside snapshots took %d us%n", durability, slowest.get() / 1000);
    long seen = -1;
    for (String name : names) {
      Path copy = folder.resolve(name);
      VecDatabase.restore(db.resolve("snapshots").resolve(name), copy);
      try (VecDatabase database = VecDatabase.open(copy)) {
        long first = value(database.namespaces().get("t0"), "x");
        long before = first;
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < STORES; i++) {
          long now = value(database.namespaces().get("t" + i), "x");
          values.add(now);
          assertTrue(now <= before && now >= first - 1, name + values);
          before = now;
        }
        try (Stream<Document> all = database.get("docs").scan(Filter.everything())) {
          long last = all.findFirst().map(d -> d.metadata().getLong("value").orElse(0)).orElse(0L);
          assertTrue(last <= before && last >= first - 1, name + values + last);
        }
        assertTrue(first >= seen);
        seen = first;
      }
    }
  }

  /**
   * As above, with so many stores open that a writer passes all of them while they are looked at.
   */
  @Test
  void noStoreIsLookedAtLaterThanAnother() throws Exception {
    int stores = 40;
    AtomicBoolean over = new AtomicBoolean();
    try (VecDatabase database = VecDatabase.inMemory()) {
      List<Namespace> all = new ArrayList<>();
      for (int i = 0; i < stores; i++) {
        all.add(database.namespaces().create("t" + (100 + i), SCHEMA));
        put(all.getLast(), "x", 0);
      }
      try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
        Future<?> writer =
            thread.submit(
                () -> {
                  for (long round = 1; !over.get(); round++) {
                    for (Namespace namespace : all) {
                      put(namespace, "x", round);
                    }
                  }
                });
        for (int i = 0; i < 25; i++) {
          database.snapshot("s" + i);
        }
        over.set(true);
        writer.get();
      }
      for (int i = 0; i < 25; i++) {
        database.restoreSnapshot("s" + i);
        List<Long> values =
            database.namespaces().list().stream()
                .map(profile -> value(database.namespaces().get(profile.id()), "x"))
                .toList();
        long first = values.getFirst();
        for (int at = 1; at < stores; at++) {
          long now = values.get(at);
          assertTrue(now <= values.get(at - 1) && now >= first - 1, values::toString);
        }
      }
    }
  }

  @Test
  void whatIsTakenWhileRowsAreSealedAndMergedIsWhole() throws Exception {
    try (VecDatabase database =
        VecDatabase.open(
            folder.resolve("db"),
            o -> o.stores(s -> s.durability(Durability.MANUAL).segmentRows(64)))) {
      VecStore docs = database.create("docs", SCHEMA);
      AtomicBoolean over = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> writer =
            threads.submit(
                () -> {
                  for (int round = 1; !over.get(); round++) {
                    int value = round;
                    docs.batch(
                        batch -> {
                          for (int i = 0; i < 9; i++) {
                            batch.upsert(
                                Document.of("d" + i, i, value)
                                    .withMetadata(Map.of("value", value)));
                          }
                        });
                    if (round % 300 == 0) {
                      docs.optimize();
                      docs.purge(Duration.ZERO);
                    }
                  }
                });
        for (int i = 0; i < 20; i++) {
          database.snapshot("s" + i);
        }
        over.set(true);
        writer.get();
      }
      for (int i = 0; i < 20; i++) {
        database.restoreSnapshot("s" + i);
        VecStore back = database.get("docs");
        try (Stream<Document> all = back.scan(Filter.everything())) {
          List<Long> values =
              all.map(d -> d.metadata().getLong("value").orElseThrow()).distinct().toList();
          assertTrue(values.size() == 1 || (values.isEmpty() && i == 0), "s" + i + values);
        }
        assertTrue(back.count() == 9 || i == 0);
      }
    }
  }
}
