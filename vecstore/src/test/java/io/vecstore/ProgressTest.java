package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.report.CheckExtent;
import io.vecstore.core.report.Progress;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever takes long tells how far it is, to whoever asked for it and to nobody else. */
@Tag("once")
class ProgressTest {

  private static final Schema SCHEMA =
      Schema.of(4, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(500));

  private static Stream<Document> documents(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Document.of("d" + i, i, i % 7, i % 11, 1).withText("word" + i % 9));
  }

  @Test
  void everyLongOperationTellsFromItsBeginningToItsEnd(@TempDir Path temp) {
    Path kb = temp.resolve("kb");
    try (VecStore store = VecStore.open(kb, SCHEMA)) {
      assertEquals("adding", told(() -> store.ingest(documents(3_000))).getLast().operation());
      List<Progress> optimizing = told(store::optimize);
      assertTrue(named(optimizing, "bringing rows together"), optimizing::toString);
      assertTrue(named(optimizing, "building a graph"), optimizing::toString);
      told(() -> store.snapshots().create("s"));
      told(() -> store.backup(temp.resolve("backup")));
      told(() -> store.snapshots().copy("s", temp.resolve("copy")));
      told(() -> store.snapshots().restore("s"));
      told(() -> store.deleteWhere("true"));
    }
    StoreAtRest rest = StoreAtRest.in(kb);
    for (CheckExtent extent : CheckExtent.values()) {
      told(() -> rest.check(extent));
    }
    told(() -> rest.repair(temp.resolve("repaired")));
    told(() -> rest.salvage(temp.resolve("salvaged"), SCHEMA));
    told(() -> StoreAtRest.in(temp.resolve("backup")).restore(temp.resolve("restored")));
  }

  @Test
  void openingTellsOfWhatItReplays(@TempDir Path temp) {
    try (VecStore store = VecStore.open(temp.resolve("kb"), SCHEMA)) {
      documents(2_500).forEach(store::upsert);
    }
    List<Progress> heard = told(() -> VecStore.open(temp.resolve("kb")).close());
    assertTrue(named(heard, "opening segments"), heard::toString);
    assertTrue(
        heard.stream()
            .anyMatch(p -> p.operation().equals("replaying the log") && p.done() >= 2_000),
        heard::toString);
  }

  @Test
  void workInTheBackgroundTellsWhoAskedForIt(@TempDir Path temp) throws Exception {
    CountDownLatch merged = new CountDownLatch(1);
    Set<String> operations = ConcurrentHashMap.newKeySet();
    try (VecStore store = VecStore.open(temp.resolve("kb"), SCHEMA, o -> o.segmentRows(100))) {
      store.watchBackground(
          progress -> {
            operations.add(progress.operation());
            if (progress.operation().equals("building a graph") && progress.share() == 1) {
              merged.countDown();
            }
            throw new IllegalStateException("a listener that fails");
          });
      store.ingest(documents(3_000));
      assertTrue(merged.await(60, TimeUnit.SECONDS), operations::toString);
      assertTrue(operations.contains("bringing rows together"), operations::toString);
      assertEquals(List.of(), store.findings());
    }
  }

  @Test
  void aDatabaseTells(@TempDir Path temp) {
    try (VecDatabase database = VecDatabase.open(temp.resolve("db"))) {
      database.create("docs", SCHEMA).ingest(documents(100));
      assertTrue(named(told(() -> database.snapshot("s")), "taking a snapshot"));
      assertTrue(named(told(() -> database.backup(temp.resolve("b"))), "copying a database"));
      assertTrue(named(told(() -> database.restoreSnapshot("s")), "restoring a snapshot"));
    }
    told(() -> VecDatabase.restore(temp.resolve("b"), temp.resolve("r")));
  }

  @Test
  void namespacesTellToo() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      Namespace namespace = database.namespaces().create("n", SCHEMA);
      namespace.batch(batch -> documents(1_500).forEach(batch::upsert));
      assertTrue(named(told(namespace::optimize), "optimizing"));
    }
  }

  @Test
  void nobodyHearsWhatOthersDo() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      List<Progress> heard = new ArrayList<>();
      Progress.watch(heard::add, () -> assertEquals(0, store.count()));
      store.ingest(documents(2_000));
      assertEquals(List.of(), heard);
    }
  }

  @Test
  void aListenerThatFailsStopsNothingAndIsToldOf() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      Consumer<Progress> broken =
          _ -> {
            throw new IllegalStateException("broken");
          };
      assertThrows(
          IllegalStateException.class,
          () -> Progress.watch(broken, () -> store.ingest(documents(2_500))));
      assertEquals(2_500, store.count());
    }
  }

  private static boolean named(List<Progress> all, String operation) {
    return all.stream().anyMatch(progress -> progress.operation().equals(operation));
  }

  /** Runs something and returns what it told, which goes up to its end, part by part. */
  private static List<Progress> told(Runnable work) {
    List<Progress> heard = new ArrayList<>();
    Progress.watch(heard::add, work);
    assertFalse(heard.isEmpty());
    for (String operation : heard.stream().map(Progress::operation).distinct().toList()) {
      List<Progress> part =
          heard.stream().filter(progress -> progress.operation().equals(operation)).toList();
      assertEquals(0, part.getFirst().done(), part::toString);
      Progress last = part.getLast();
      assertTrue(last.total() == 0 || last.done() == last.total(), part::toString);
      assertTrue(last.total() == 0 || last.share() == 1 || last.total() == last.done());
    }
    return heard;
  }
}
