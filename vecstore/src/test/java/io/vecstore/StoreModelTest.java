package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.testkit.Forall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store against a map and a scan of it: whatever is done, they hold the same and answer the same.
 */
class StoreModelTest {

  private static final int DIMENSION = 4;
  private static final String[] WORDS = {
    "cathode", "anode", "lithium", "energy", "density", "solid"
  };

  /** One step of a random history. */
  private sealed interface Step {
    record Put(Document document) implements Step {}

    record Delete(String id) implements Step {}

    record SoftDelete(String id) implements Step {}

    record Undelete(String id) implements Step {}

    record Purge() implements Step {}

    record Batch(List<Step> steps) implements Step {}

    record Reopen() implements Step {}

    record Optimize() implements Step {}

    record Snapshot(int number) implements Step {}

    record Restore(int number) implements Step {}

    record Ask(float[] vector, int k, String filter) implements Step {}
  }

  @Test
  void everyHistoryEndsInTheSameDocumentsAndAnswersAsTheModel(@TempDir Path temp) {
    for (Metric metric : Metric.values()) {
      Forall.cases(8)
          .checkAll(
              random -> history(random, 60),
              steps -> run(steps, Files.createTempDirectory(temp, "s"), schema(metric)));
    }
  }

  @Test
  @Tag("once")
  void longHistoriesToo(@TempDir Path temp) {
    run(Forall.cases(24), 500, temp);
  }

  @Test
  @Tag("once")
  @Tag("slow")
  void manyLongHistoriesToo(@TempDir Path temp) {
    run(Forall.cases(200), 2_000, temp);
  }

  /**
   * In memory-backed files where the system has them: forcing a disk is not what is tested here.
   */
  private static void run(Forall cases, int length, Path temp) {
    Path memory = Path.of("/dev/shm");
    Path root = Files.isWritable(memory) ? memory : temp;
    AtomicInteger number = new AtomicInteger();
    cases.checkAll(
        random -> history(random, length),
        steps -> {
          Path directory = Files.createTempDirectory(root, "vecstore-model");
          try {
            int metric = number.getAndIncrement() % Metric.values().length;
            run(steps, directory.resolve("s"), schema(Metric.values()[metric]));
          } finally {
            delete(directory);
          }
        });
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Schema schema(Metric metric) {
    Schema schema = Schema.of(DIMENSION, metric).withText(TextSpec.simple());
    return metric.hasGraph() ? schema.indexedBy(IndexSpec.hnsw().exactBelow(20)) : schema;
  }

  private static List<Step> history(SplittableRandom random, int length) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int dice = random.nextInt(100);
      if (dice < 35) {
        steps.add(put(random));
      } else if (dice < 40) {
        steps.add(new Step.Delete("d" + random.nextInt(25)));
      } else if (dice < 44) {
        steps.add(new Step.SoftDelete("d" + random.nextInt(25)));
      } else if (dice < 47) {
        steps.add(new Step.Undelete("d" + random.nextInt(25)));
      } else if (dice < 48) {
        steps.add(new Step.Purge());
      } else if (dice < 60) {
        steps.add(
            new Step.Batch(
                Stream.generate(() -> batched(random)).limit(random.nextInt(1, 12)).toList()));
      } else if (dice < 66) {
        steps.add(new Step.Reopen());
      } else if (dice < 70) {
        steps.add(new Step.Optimize());
      } else if (dice < 73) {
        steps.add(new Step.Snapshot(random.nextInt(2)));
      } else if (dice < 76) {
        steps.add(new Step.Restore(random.nextInt(2)));
      } else {
        String filter =
            random.nextBoolean()
                ? "n >= " + random.nextInt(10)
                : "NOT tag = 't" + random.nextInt(3) + "'";
        steps.add(
            new Step.Ask(
                vector(random), random.nextInt(1, 30), random.nextInt(4) == 0 ? "" : filter));
      }
    }
    return steps;
  }

  private static Step batched(SplittableRandom random) {
    return random.nextInt(4) == 0 ? new Step.Delete("d" + random.nextInt(25)) : put(random);
  }

  private static Step put(SplittableRandom random) {
    Document document =
        Document.of("d" + random.nextInt(25), vector(random))
            .withMetadata(Map.of("n", random.nextInt(10), "tag", "t" + random.nextInt(3)));
    return new Step.Put(random.nextInt(3) == 0 ? document : document.withText(words(random)));
  }

  private static String words(SplittableRandom random) {
    return Stream.generate(() -> WORDS[random.nextInt(WORDS.length)])
        .limit(random.nextInt(1, 6))
        .collect(Collectors.joining(" "));
  }

  private static float[] vector(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random.nextInt(-8, 9) + 0.25f;
    }
    return vector;
  }

  private static void run(List<Step> steps, Path directory, Schema schema) {
    Map<String, Document> model = new TreeMap<>();
    Map<String, Document> hidden = new TreeMap<>();
    Map<Integer, Map<String, Document>> snapshots = new TreeMap<>();
    Map<Integer, Map<String, Document>> hiddenInSnapshots = new TreeMap<>();
    VecStore store = open(directory, schema);
    try {
      for (Step step : steps) {
        switch (step) {
          case Step.Put(Document document) -> {
            store.upsert(document);
            model.put(document.id(), document);
            hidden.remove(document.id());
          }
          case Step.Delete(String id) -> {
            assertEquals(model.remove(id) != null, store.delete(id));
            hidden.remove(id);
          }
          case Step.SoftDelete(String id) -> {
            assertEquals(model.containsKey(id), store.softDelete(id));
            move(id, model, hidden);
          }
          case Step.Undelete(String id) -> {
            assertEquals(hidden.containsKey(id), store.restore(id));
            move(id, hidden, model);
          }
          case Step.Purge() -> {
            assertEquals(hidden.size(), store.purge(Duration.ZERO));
            hidden.clear();
          }
          case Step.Batch(List<Step> writes) -> {
            store.batch(batch -> writes.forEach(write -> add(batch, write)));
            writes.forEach(write -> apply(model, hidden, write));
          }
          case Step.Reopen() -> {
            store.close();
            store = open(directory, schema);
          }
          case Step.Optimize() -> store.optimize();
          case Step.Snapshot(int number) -> {
            if (!snapshots.containsKey(number)) {
              store.snapshots().create("s" + number);
              snapshots.put(number, new TreeMap<>(model));
              hiddenInSnapshots.put(number, new TreeMap<>(hidden));
            }
          }
          case Step.Restore(int number) -> {
            if (snapshots.containsKey(number)) {
              try (VecReader old = store.snapshots().open("s" + number)) {
                compare(snapshots.get(number), old);
              }
              store.snapshots().restore("s" + number);
              model.clear();
              model.putAll(snapshots.get(number));
              hidden.clear();
              hidden.putAll(hiddenInSnapshots.get(number));
            }
          }
          case Step.Ask(float[] vector, int k, String filter) ->
              ask(store, model, new Step.Ask(vector, k, filter), schema);
        }
        assertEquals(model.size(), store.count());
        assertEquals(hidden.keySet(), store.deleted().keySet());
      }
      compare(model, store);
    } finally {
      store.close();
    }
  }

  private static VecStore open(Path directory, Schema schema) {
    return VecStore.open(directory, schema, o -> o.durability(Durability.MANUAL).segmentRows(16));
  }

  private static void add(WriteBatch batch, Step write) {
    if (write instanceof Step.Put(Document document)) {
      batch.upsert(document);
    } else if (write instanceof Step.Delete(String id)) {
      batch.delete(id);
    }
  }

  private static void move(String id, Map<String, Document> from, Map<String, Document> to) {
    Document document = from.remove(id);
    if (document != null) {
      to.put(id, document);
    }
  }

  private static void apply(Map<String, Document> model, Map<String, Document> hidden, Step write) {
    if (write instanceof Step.Put(Document document)) {
      model.put(document.id(), document);
      hidden.remove(document.id());
    } else if (write instanceof Step.Delete(String id)) {
      model.remove(id);
      hidden.remove(id);
    }
  }

  private static void compare(Map<String, Document> model, VecReader reader) {
    try (Stream<Document> all = reader.scan("TRUE")) {
      assertEquals(
          model,
          all.collect(
              Collectors.toMap(Document::id, document -> document, (a, b) -> a, TreeMap::new)));
    }
    model.forEach((id, document) -> assertEquals(document, reader.get(id).orElseThrow()));
  }

  private static void ask(
      VecStore store, Map<String, Document> model, Step.Ask ask, Schema schema) {
    Query query = Query.nearest(ask.vector()).topK(ask.k());
    Filter filter = Filter.parse(ask.filter().isEmpty() ? "TRUE" : ask.filter());
    List<Document> matching =
        model.values().stream().filter(d -> filter.matches(d.metadata())).toList();
    List<Hit> hits =
        store.search(ask.filter().isEmpty() ? query : query.where(ask.filter())).list();
    assertEquals(Math.min(ask.k(), matching.size()), hits.size(), "hits == min(k, matching)");
    List<Float> expected =
        matching.stream()
            .map(document -> closeness(schema.metric(), ask.vector(), document.vector()))
            .sorted(Comparator.reverseOrder())
            .limit(ask.k())
            .toList();
    for (int i = 0; i < hits.size(); i++) {
      float best = schema.metric().score(expected.get(i));
      assertEquals(
          best, hits.get(i).score(), 1e-4f * Math.max(1, Math.abs(best)), "score at rank " + i);
      assertEquals(model.get(hits.get(i).id()).metadata(), hits.get(i).metadata());
    }
    List<Hit> words =
        store.search(Query.keywords("lithium \"energy density\"").topK(ask.k())).list();
    long containing =
        model.values().stream()
            .filter(d -> d.text().filter(StoreModelTest::matchesWords).isPresent())
            .count();
    assertEquals(Math.min(ask.k(), containing), words.size());
  }

  private static boolean matchesWords(String text) {
    return text.contains("lithium") || text.contains("energy density");
  }

  private static float closeness(Metric metric, float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    double squares = 0;
    double manhattan = 0;
    double most = 0;
    double hamming = 0;
    double low = 0;
    double high = 0;
    double canberra = 0;
    double sums = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
      double difference = Math.abs((double) a[i] - b[i]);
      squares += difference * difference;
      manhattan += difference;
      most = Math.max(most, difference);
      hamming += (a[i] > 0.5f) != (b[i] > 0.5f) ? 1 : 0;
      low += Math.min(Math.abs(a[i]), Math.abs(b[i]));
      high += Math.max(Math.abs(a[i]), Math.abs(b[i]));
      canberra += difference / (Math.abs(a[i]) + Math.abs(b[i]));
      sums += Math.abs((double) a[i] + b[i]);
    }
    double closeness =
        switch (metric) {
          case COSINE -> dot / Math.sqrt(aa * bb);
          case DOT_PRODUCT -> dot;
          case EUCLIDEAN -> -squares;
          case MANHATTAN -> -manhattan;
          case CHEBYSHEV -> -most;
          case HAMMING -> -hamming;
          case JACCARD -> low / high - 1;
          case CANBERRA -> -canberra;
          case BRAY_CURTIS -> -manhattan / sums;
        };
    return (float) closeness;
  }
}
