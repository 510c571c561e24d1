package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is ten times as large as the heap of the process that writes it. */
@Tag("once")
class LargerThanMemoryTest {

  @TempDir Path folder;

  @Test
  void vectorsTenTimesTheHeapAreLoaded() throws Exception {
    load(24, 29_500, 2_048, "flat");
  }

  @Tag("slow")
  @Test
  void smallRowsWithGraphsTenTimesTheHeapAreLoaded() throws Exception {
    load(32, 400_000, 64, "graph");
  }

  private void load(int heapMegabytes, int rows, int dimension, String index)
      throws IOException, InterruptedException {
    Path store = folder.resolve("store");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMegabytes + "m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LargerThanMemoryProgram.class.getName(),
            store.toString(),
            Integer.toString(rows),
            Integer.toString(dimension),
            index);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(err));
    int divisible = (rows + 3) / 7; // i % 7 = 3
    assertEquals(List.of(rows + " " + divisible + " 10 10"), Files.readAllLines(out));
    try (Stream<Path> files = Files.list(store)) {
      long size = files.mapToLong(file -> file.toFile().length()).sum();
      assertTrue(size > 10L * heapMegabytes << 20, size + " bytes");
    }
  }
}
