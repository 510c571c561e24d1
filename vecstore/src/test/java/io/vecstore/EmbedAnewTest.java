package io.vecstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreStateException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.Progress;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection is embedded anew while it is written to, and nothing of it is lost or stale. */
@Tag("once")
class EmbedAnewTest {

  private static final Schema OLD = Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat());
  private static final Schema NEW =
      Schema.of(3, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat()).embeddedBy("model-2");

  @TempDir Path folder;

  /** The new model: three numbers of the text. */
  private static List<float[]> embed(List<Document> documents) {
    return documents.stream().map(d -> vector(d.text().orElseThrow())).toList();
  }

  private static float[] vector(String text) {
    return new float[] {text.length(), text.hashCode() % 1000, 1};
  }

  private static Document document(int id, String text) {
    return Document.of("d" + id, id, 1).withText(text).withMetadata(Map.of("id", id));
  }

  /** Each document has the vector that its text gives. */
  private static void isRight(VecStore store, long documents) {
    assertEquals(NEW, store.schema());
    assertEquals(documents, store.count());
    try (Stream<Document> all = store.scan(Filter.everything())) {
      all.forEach(
          d -> {
            float[] expected = vector(d.text().orElseThrow());
            assertEquals(List.of(expected[0], expected[1], expected[2]), list(d.vector()));
            assertEquals("d" + d.metadata().getLong("id").orElseThrow(), d.id());
          });
    }
  }

  private static List<Float> list(float[] vector) {
    return List.of(vector[0], vector[1], vector[2]);
  }

  @Test
  void whatIsWrittenMeanwhileIsThere() throws Exception {
    try (VecDatabase database =
        VecDatabase.open(
            folder.resolve("db"), o -> o.stores(s -> s.durability(Durability.MANUAL)))) {
      VecStore live = database.create("docs", OLD);
      live.ingest(IntStream.range(0, 4_000).mapToObj(i -> document(i, "text " + i)));
      AtomicBoolean over = new AtomicBoolean();
      Map<String, String> expected = new java.util.concurrent.ConcurrentHashMap<>();
      for (int i = 0; i < 4_000; i++) {
        expected.put("d" + i, "text " + i);
      }
      AtomicLong written = new AtomicLong();
      try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
        Future<?> writer = threads.submit(() -> write(database, expected, over, written));
        List<Progress> told = new ArrayList<>();
        long embedded =
            Progress.watch(
                told::add,
                () -> database.embedAnew("docs", "docs-next", NEW, EmbedAnewTest::embed));
        over.set(true);
        writer.get();
        assertTrue(embedded >= 4_000);
        assertTrue(told.stream().anyMatch(p -> p.operation().equals("embedding anew")));
      }
      System.out.println(written + " writes beside it");
      VecStore docs = database.get("docs");
      try (Stream<Document> all = docs.scan(Filter.everything())) {
        all.forEach(d -> assertEquals(expected.get(d.id()), d.text().orElseThrow(), d.id()));
      }
      isRight(docs, expected.size());
      assertThrows(StoreStateException.class, () -> live.upsert(document(1, "late")));
      assertTrue(live.count() > 0, "reads of the old one go on");
      database.drop("docs-next");
    }
    try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
      assertEquals(List.of("docs"), database.list());
      assertEquals(NEW, database.get("docs").schema());
    }
  }

  /** Goes on with the new collection where the old one refuses. */
  private static void write(
      VecDatabase database, Map<String, String> expected, AtomicBoolean over, AtomicLong written) {
    SplittableRandom random = new SplittableRandom(5);
    VecStore store = database.get("docs");
    while (!over.get()) {
      int id = random.nextInt(5_000);
      String text = "text " + random.nextInt();
      boolean delete = random.nextInt(4) == 0;
      boolean done = false;
      while (!done) {
        try {
          if (delete) {
            store.delete("d" + id);
            expected.remove("d" + id);
          } else {
            Document document = document(id, text);
            store.upsert(
                store.schema().dimension() == 2
                    ? document
                    : Document.of(document.id(), vector(text))
                        .withText(text)
                        .withMetadata(document.metadata()));
            expected.put("d" + id, text);
          }
          written.incrementAndGet();
          done = true;
        } catch (StoreStateException embeddedAnew) {
          store = database.get("docs");
        }
      }
    }
  }

  @Test
  void aRunThatWasStoppedIsGoneOnWith() {
    AtomicLong embedded = new AtomicLong();
    Function<List<Document>, List<float[]>> stops =
        documents -> {
          if (embedded.addAndGet(documents.size()) > 500) {
            throw new IllegalStateException("the model is gone");
          }
          return embed(documents);
        };
    Path db = folder.resolve("db");
    try (VecDatabase database = VecDatabase.open(db)) {
      VecStore live = database.create("docs", OLD);
      live.ingest(IntStream.range(0, 1_000).mapToObj(i -> document(i, "text " + i)));
      assertThrows(
          IllegalStateException.class, () -> database.embedAnew("docs", "next", NEW, stops));
      live.upsert(document(3, "changed"));
      live.delete("d4");
    }
    try (VecDatabase database = VecDatabase.open(db)) {
      assertEquals(OLD, database.get("docs").schema());
      long again = database.embedAnew("docs", "next", NEW, EmbedAnewTest::embed);
      assertTrue(again < 700 && again >= 500, again + " embedded");
      isRight(database.get("docs"), 999);
      assertEquals("changed", database.get("docs").get("d3").orElseThrow().text().orElseThrow());
    }
  }

  @Test
  void twoRunsAtOnceWouldLoseWritesAndTheSecondIsRefused() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      database.create("docs", OLD).upsert(document(1, "text"));
      long embedded =
          database.embedAnew(
              "docs",
              "next",
              NEW,
              documents -> {
                assertThrows(
                    StoreStateException.class,
                    () -> database.embedAnew("docs", "other", NEW, EmbedAnewTest::embed));
                database.get("docs").upsert(document(2, "meanwhile"));
                return embed(documents);
              });
      assertEquals(2, embedded);
      isRight(database.get("docs"), 2);
      assertEquals(List.of("docs", "next"), database.list(), "what is refused makes nothing");
    }
  }

  @Test
  void aKilledRunIsGoneOnWith() throws Exception {
    Path db = folder.resolve("db");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                db.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(9, process.waitFor(), output);
    try (VecDatabase database = VecDatabase.open(db)) {
      assertEquals(300, database.get("docs").count());
      assertEquals(OLD, database.get("docs").schema());
      long again = database.embedAnew("docs", "next", NEW, EmbedAnewTest::embed);
      assertEquals(300 - 128, again, "what was written is not embedded again");
      isRight(database.get("docs"), 300);
    }
  }

  /** Ends the process at the third batch. */
  static final class Killed {

    private Killed() {}

    public static void main(String[] args) {
      AtomicLong batches = new AtomicLong();
      try (VecDatabase database = VecDatabase.open(Path.of(args[0]))) {
        database
            .create("docs", OLD)
            .ingest(IntStream.range(0, 300).mapToObj(i -> document(i, "text " + i)));
        database.embedAnew(
            "docs",
            "next",
            NEW,
            documents -> {
              if (batches.incrementAndGet() == 3) {
                Runtime.getRuntime().halt(9);
              }
              return embed(documents);
            });
      }
    }
  }

  @Test
  void aReturnToASnapshotMeanwhileIsNoticed() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      VecStore live = database.create("docs", OLD);
      live.ingest(IntStream.range(0, 100).mapToObj(i -> document(i, "old " + i)));
      live.snapshots().create("s");
      live.ingest(IntStream.range(50, 200).mapToObj(i -> document(i, "new " + i)));
      AtomicBoolean once = new AtomicBoolean();
      database.embedAnew(
          "docs",
          "next",
          NEW,
          documents -> {
            if (once.compareAndSet(false, true)) {
              live.snapshots().restore("s");
            }
            return embed(documents);
          });
      isRight(database.get("docs"), 100);
      assertEquals("old 60", database.get("docs").get("d60").orElseThrow().text().orElseThrow());
    }
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() {
    try (VecDatabase database = VecDatabase.inMemory()) {
      database.create("docs", OLD).upsert(document(1, "a"));
      database.create("other", OLD);
      assertThrows(
          NotFoundException.class,
          () -> database.embedAnew("none", "n", NEW, EmbedAnewTest::embed));
      assertThrows(
          InvalidInputException.class,
          () -> database.embedAnew("docs", "other", NEW, EmbedAnewTest::embed));
      assertThrows(
          InvalidInputException.class,
          () -> database.embedAnew("docs", "docs", OLD, EmbedAnewTest::embed));
      assertThrows(
          InvalidInputException.class, () -> database.embedAnew("docs", "n", NEW, _ -> List.of()));
      assertEquals(OLD, database.get("docs").schema());
      database.get("docs").upsert(document(2, "still written"));
      assertEquals(2, database.get("docs").count());
    }
  }
}
