package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, writing, sealing, searching and closing again and again leaves nothing behind. */
class LeakTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  @Test
  void nothingOfAStoreOutlivesIt(@TempDir Path temp) throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "no /proc here: descriptors cannot be counted");
    for (int i = 0; i < 60; i++) {
      cycle(temp.resolve("store"), i);
    }
    assertEquals(0, open(temp), "open files");
    assertEquals(0, mapped(temp), "mappings");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("vecstore-") && thread.isAlive()),
        "threads");
  }

  private static void cycle(Path directory, int number) {
    Schema schema = Schema.of(2, Metric.EUCLIDEAN);
    try (VecStore store =
        VecStore.open(directory, schema, o -> o.durability(Durability.MANUAL).segmentRows(10))) {
      store.batch(
          batch -> {
            for (int i = 0; i < 25; i++) {
              batch.upsert(Document.of("d" + i, i, number).withText("text " + i));
            }
          });
      assertEquals(25, store.search(Query.nearest(1, 1).topK(100)).size());
      if (number % 10 == 0) {
        store.optimize();
        store.snapshots().create("s" + number);
      }
      try (VecReader snapshot = store.snapshots().open("s" + number / 10 * 10)) {
        assertEquals(25, snapshot.count());
      }
    }
  }

  private static long open(Path below) throws IOException {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(descriptor -> leadsTo(descriptor, below)).count();
    }
  }

  private static boolean leadsTo(Path descriptor, Path below) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(below);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static long mapped(Path below) throws IOException {
    try (Stream<String> lines = Files.lines(MAPPINGS)) {
      return lines.filter(line -> line.contains(below.toString())).count();
    }
  }
}
