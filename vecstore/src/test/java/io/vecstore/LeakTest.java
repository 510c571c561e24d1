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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, writing, sealing, searching and closing again and again leaves nothing behind. */
@Tag("once")
class LeakTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  @Test
  void nothingOfAStoreOutlivesIt(@TempDir Path temp) throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "no /proc here: descriptors cannot be counted");
    VecStore.kernel(); // waits for the thread that warms up SIMD, once in a JVM
    for (int i = 0; i < 100; i++) {
      cycle(temp.resolve("store"), i);
    }
    assertEquals(0, open(temp), "open files");
    assertEquals(0, mapped(temp), "mappings");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("vecstore-") && thread.isAlive()),
        "threads");
  }

  /** What arenas hold is outside of the heap, and no list names it: only the JVM's own account. */
  @Test
  void memoryOutsideOfTheHeapDoesNotGrow(@TempDir Path temp) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:NativeMemoryTracking=summary",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Cycles.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader().readAllLines();
    assertEquals(0, process.waitFor(), lines::toString);
    long early = Long.parseLong(lines.get(0));
    long late = Long.parseLong(lines.get(1));
    System.out.printf("kB outside of the heap: %d after 40 cycles, %d after 140%n", early, late);
    assertTrue(late <= early + 100, lines::toString);
  }

  /** Opens and closes a store again and again, and prints how much memory arenas hold. */
  static final class Cycles {

    private Cycles() {}

    public static void main(String[] args) throws Exception {
      for (int i = 0; i < 140; i++) {
        cycle(Path.of(args[0], "store"), i);
        if (i == 39 || i == 139) {
          System.out.println(settled());
        }
      }
    }

    /** Buffers that nobody closes go soon after the objects that have them. */
    private static long settled() throws Exception {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        System.gc();
        least = Math.min(least, arenaKilobytes());
      }
      return least;
    }

    private static long arenaKilobytes() throws Exception {
      Object summary =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmNativeMemory",
                  new Object[] {new String[] {"summary"}},
                  new String[] {String[].class.getName()});
      Matcher other =
          Pattern.compile("Other \\(reserved=([0-9]+)KB").matcher(String.valueOf(summary));
      return other.find() ? Long.parseLong(other.group(1)) : 0;
    }
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
