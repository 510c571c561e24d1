package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes and one store: the second is told who has it, and gets it once the first is gone,
 * however it went.
 */
class LockTest {

  @Test
  void anotherProcessIsNamedAndItsDeathFreesTheStore(@TempDir Path temp) throws Exception {
    Process holder = start(temp);
    try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("open", out.readLine());
      StoreLockedException refused =
          assertThrows(StoreLockedException.class, () -> VecStore.open(temp));
      assertTrue(refused.holder().contains(Long.toString(holder.pid())), refused.getMessage());
      holder.toHandle().destroyForcibly();
      holder.waitFor();
    }
    try (VecStore store = VecStore.open(temp)) {
      assertEquals(1, store.count());
    }
  }

  private static Process start(Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The process that has the store. */
  static final class Holder {

    private Holder() {}

    /** Opens the store, writes a document, and waits to be killed. */
    public static void main(String[] args) throws IOException {
      try (VecStore store = VecStore.open(Path.of(args[0]), Schema.of(2, Metric.EUCLIDEAN))) {
        store.upsert(Document.of("a", 1, 1));
        System.out.println("open");
        System.in.read();
      }
    }
  }
}
