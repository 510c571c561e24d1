package io.vecstore;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A corpus that is ingested again and again takes no more room than once, on disk or on the heap.
 */
@Tag("once")
class ChurnTest {

  private static final int ROWS = 20_000;
  private static final int DIMENSION = 64;

  /** In a process of its own: on the heap of this one lies what other tests have left. */
  @Test
  void ingestingTheSameCorpusTenTimesLeavesOneCorpus(@TempDir Path temp) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector", // or it takes minutes
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Corpus.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader().readAllLines();
    assertEquals(0, process.waitFor(), lines::toString);
    List<Long> bytes = lines.stream().map(Long::valueOf).toList();
    long onceOnDisk = bytes.get(0);
    long onceOnHeap = bytes.get(1);
    long onDisk = bytes.get(2);
    long onHeap = bytes.get(3);
    System.out.printf(
        "churn: %d kB on disk after one ingest, %d kB after ten (%.2f); heap %d kB, %d kB"
            + " (%.3f)%n",
        onceOnDisk >> 10,
        onDisk >> 10,
        (double) onDisk / onceOnDisk,
        onceOnHeap >> 10,
        onHeap >> 10,
        (double) onHeap / onceOnHeap);
    assertTrue(onDisk <= 1.5 * onceOnDisk, onDisk + " bytes, " + onceOnDisk + " after one");
    assertTrue(Math.abs(onHeap - onceOnHeap) <= 0.05 * onceOnHeap, onHeap + ", " + onceOnHeap);
  }

  /** Ingests, and prints the bytes on disk after once, on the heap after twice, of both at last. */
  static final class Corpus {

    private Corpus() {}

    public static void main(String[] args) {
      Path directory = Path.of(args[0]);
      Schema schema = Schema.of(DIMENSION, Metric.COSINE).withText(TextSpec.english());
      try (VecStore store =
          VecStore.open(
              directory, schema, o -> o.durability(Durability.MANUAL).segmentRows(4_000))) {
        ingest(store);
        System.out.println(settledBytes(directory));
        ingest(store);
        settledBytes(directory);
        System.out.println(heap());
        for (int again = 2; again < 10; again++) {
          ingest(store);
          assertEquals(ROWS, store.count(), "after " + (again + 1) + " times");
        }
        System.out.println(settledBytes(directory));
        System.out.println(heap());
        assertEquals(ROWS, store.search(Query.nearest(vector(1)).topK(ROWS)).size());
        assertEquals("d1", store.search(Query.nearest(vector(1)).topK(1)).get(0).id());
      }
    }
  }

  private static void ingest(VecStore store) {
    assertEquals(ROWS, store.ingest(IntStream.range(0, ROWS).mapToObj(ChurnTest::document)));
  }

  private static Document document(int i) {
    return Document.of("d" + i, vector(i))
        .withText("passage " + i + " of the corpus, about subject " + i % 97)
        .withMetadata(Map.of("n", i, "subject", "s" + i % 97));
  }

  private static float[] vector(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  /**
   * Waits until the background work has come to rest: its threads end when they were idle for a
   * while, however long the machine takes for a graph.
   */
  private static long settledBytes(Path directory) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofMinutes(5))
        .until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(working(directory)));
    return files(directory).values().stream().mapToLong(size -> size).sum();
  }

  private static Predicate<Thread> working(Path directory) {
    return thread ->
        Stream.of("sealer", "compactor", "reaper")
            .anyMatch(name -> thread.getName().equals("vecstore-" + name + " " + directory));
  }

  private static Map<Path, Long> files(Path directory) {
    Map<Path, Long> sizes = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(Files::isRegularFile).forEach(file -> sizes.put(file, size(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return sizes;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException goneMeanwhile) {
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
