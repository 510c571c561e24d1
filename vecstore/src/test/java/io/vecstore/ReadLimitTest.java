package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.ReadStoppedException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each read ends when its time is up or its thread is interrupted, with a typed error. */
@Tag("once")
class ReadLimitTest {

  private static final int DIMENSION = 4;
  private static final Duration NO_TIME = Duration.ofNanos(1);

  private final VecDatabase database = VecDatabase.inMemory();

  @AfterEach
  void close() {
    database.close();
  }

  private VecStore store;
  private Namespace namespace;

  @BeforeEach
  void fill() {
    Schema schema = Schema.of(DIMENSION, Metric.EUCLIDEAN);
    store = database.create("c", schema);
    namespace = database.namespaces().create("n", schema);
    SplittableRandom random = new SplittableRandom(7);
    List<Document> documents =
        IntStream.range(0, 3_000).mapToObj(i -> document(i, random)).toList();
    store.ingest(documents.stream());
    store.optimize();
    store.ingest(documents.stream().limit(1_000)); // a graph, and rows that are not sealed
    store.snapshots().create("s");
    namespace.batch(batch -> documents.stream().limit(900).forEach(batch::upsert));
  }

  private static Document document(int i, SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextDouble();
    }
    return Document.of("d" + i, vector)
        .withText("word" + random.nextInt(50) + " and word" + random.nextInt(500))
        .withMetadata(Map.of("n", i, "t", "text" + i, "g", i % 5));
  }

  private static float[] vector() {
    return new float[] {0.1f, 0.2f, 0.3f, 0.4f};
  }

  /** Every read of a reader that searches, filters or streams. */
  private static Map<String, Consumer<VecReader>> reads() {
    Map<String, Consumer<VecReader>> reads = new LinkedHashMap<>();
    queries().forEach((name, query) -> reads.put("search " + name, r -> r.search(query)));
    Query nearest = Query.nearest(vector());
    reads.put("count", r -> r.count("t LIKE '%9%'"));
    reads.put("scan", r -> drain(r.scan("t LIKE '%9%'")));
    reads.put("scan all", r -> drain(r.scan(Filter.everything())));
    reads.put("groups", r -> r.groups(nearest, "g", 2));
    reads.put("page", r -> r.page(nearest, Optional.empty()));
    reads.put("recommend", r -> r.recommend(List.of("d1"), List.of("d2"), q -> q));
    reads.put("fields", VecReader::fields);
    reads.put("explain", r -> r.explain(nearest));
    reads.put("explain one", r -> r.explain(Query.hybrid(vector(), "word1"), "d1"));
    reads.put("completions", r -> r.completions("wor", 5));
    reads.put("corrections", r -> r.corrections("wird1", 5));
    return reads;
  }

  private static Map<String, Query> queries() {
    Query nearest = Query.nearest(vector());
    Query words = Query.keywords("word1 word2");
    Map<String, Query> queries = new LinkedHashMap<>();
    queries.put("nearest", nearest);
    queries.put("exact", nearest.exact());
    queries.put("filtered", nearest.where("n < 2000"));
    queries.put("filtered to few", nearest.where("t LIKE '%77%'"));
    queries.put("words", words);
    queries.put("all words", Query.keywords("+word1 +and").syntax());
    queries.put("phrase", Query.keywords("\"and word2\""));
    queries.put("beginning", Query.keywords("wor*").syntax());
    queries.put("hybrid", Query.hybrid(vector(), "word1"));
    queries.put("stages", Query.fused(Fusion.rrf(), nearest, words));
    queries.put("diverse", nearest.diversify(0.7));
    queries.put("reranked", nearest.reranked(50, (_, hits) -> new float[hits.size()]));
    return queries;
  }

  private static void drain(Stream<Document> documents) {
    try (documents) {
      assertTrue(documents.mapToInt(Document::dimension).sum() > 0);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyReadEndsWhenItsTimeIsUp() {
    return onEveryReader(
        (reader, read) -> {
          read.accept(reader.within(Duration.ofDays(200_000)));
          ReadStoppedException stopped =
              assertThrows(ReadStoppedException.class, () -> read.accept(reader.within(NO_TIME)));
          assertEquals(Optional.of(NO_TIME), stopped.allowed());
          assertTrue(stopped.after().compareTo(NO_TIME) >= 0, stopped.getMessage());
        });
  }

  @TestFactory
  Stream<DynamicTest> everyReadEndsWhenItsThreadIsInterrupted() {
    return onEveryReader(
        (reader, read) -> {
          ReadStoppedException stopped;
          Thread.currentThread().interrupt();
          try {
            stopped = assertThrows(ReadStoppedException.class, () -> read.accept(reader));
          } finally {
            assertTrue(Thread.interrupted(), "the status stays set");
          }
          assertEquals(Optional.empty(), stopped.allowed());
          read.accept(reader);
        });
  }

  private interface Check {
    void of(VecReader reader, Consumer<VecReader> read);
  }

  private Stream<DynamicTest> onEveryReader(Check check) {
    VecReader snapshot = store.snapshots().open("s");
    return Map.of("store", store, "snapshot", snapshot, "namespace", namespace).entrySet().stream()
        .flatMap(
            reader ->
                reads().entrySet().stream()
                    .map(
                        read ->
                            DynamicTest.dynamicTest(
                                reader.getKey() + ": " + read.getKey(),
                                () -> check.of(reader.getValue(), read.getValue()))));
  }

  @Test
  void aQueryHasATimeOfItsOwn() {
    queries()
        .forEach(
            (name, query) ->
                assertThrows(
                    ReadStoppedException.class, () -> store.search(query.within(NO_TIME)), name));
    Query late = Query.nearest(vector()).within(NO_TIME);
    assertThrows(ReadStoppedException.class, () -> store.groups(late, "g", 2));
    assertThrows(ReadStoppedException.class, () -> store.page(late, Optional.empty()));
    assertThrows(ReadStoppedException.class, () -> store.explain(late));
    assertThrows(
        ReadStoppedException.class,
        () -> store.recommend(List.of("d1"), List.of(), query -> query.within(NO_TIME)));
  }

  @Test
  void theShorterTimeHolds() {
    Duration long_ = Duration.ofDays(1);
    Query query = Query.nearest(vector());
    assertEquals(
        NO_TIME,
        stopped(() -> store.within(long_).search(query.within(NO_TIME))).allowed().orElseThrow());
    assertEquals(
        NO_TIME,
        stopped(() -> store.within(NO_TIME).search(query.within(long_))).allowed().orElseThrow());
    assertEquals(10, store.within(long_).search(query.within(long_)).size());
  }

  private static ReadStoppedException stopped(Runnable read) {
    return assertThrows(ReadStoppedException.class, read::run);
  }

  @Test
  void whoIsStoppedGivesBackWhatItHeld() {
    for (int i = 0; i < 200; i++) {
      stopped(() -> namespace.within(NO_TIME).search(Query.nearest(vector())));
    }
    assertEquals(0, namespace.usage().queries());
    assertEquals(10, namespace.search(Query.nearest(vector())).size());
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThrows(InvalidInputException.class, () -> store.within(Duration.ZERO));
    assertThrows(
        InvalidInputException.class, () -> Query.keywords("a").within(Duration.ofSeconds(-1)));
  }

  @Test
  void aDeletionEndsWhenItsTimeIsUp() {
    Filter all = Filter.everything();
    stopped(() -> store.deleteWhere(all, NO_TIME));
    stopped(() -> namespace.deleteWhere(all, NO_TIME));
    assertEquals(3_000, store.count());
    assertThrows(InvalidInputException.class, () -> store.deleteWhere(all, Duration.ZERO));
    assertEquals(3_000, store.deleteWhere(all, Duration.ofDays(1)));
    assertEquals(900, namespace.deleteWhere(all, Duration.ofDays(1)));
  }

  @Test
  void writesAreNotStopped() {
    Thread.currentThread().interrupt();
    store.upsert(Document.of("late", vector()));
    assertEquals(20, store.deleteWhere("n < 20"));
    store.optimize();
    assertTrue(Thread.interrupted());
  }
}
