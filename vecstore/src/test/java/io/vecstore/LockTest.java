package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two writers and one store: the second is told who has it, and gets it once the first is gone,
 * however it went.
 */
@Tag("once")
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

  @Test
  void thisProcessIsRefusedTooWhateverWayItComes(@TempDir Path temp) throws IOException {
    Path directory = Files.createDirectory(temp.resolve("store"));
    try (VecStore store = VecStore.open(directory, Schema.of(2, Metric.EUCLIDEAN))) {
      store.upsert(Document.of("a", 1, 1));
      Path link = Files.createSymbolicLink(temp.resolve("link"), directory);
      for (Path way : List.of(directory, link, directory.resolve("..").resolve("store"))) {
        StoreLockedException refused =
            assertThrows(StoreLockedException.class, () -> VecStore.open(way), way.toString());
        String self = Long.toString(ProcessHandle.current().pid());
        assertTrue(refused.holder().contains(self), refused.getMessage());
      }
      store.upsert(Document.of("b", 1, 1));
    }
    try (VecStore store = VecStore.open(temp.resolve("link"))) {
      assertEquals(2, store.count());
    }
  }

  /** What reads it loses the lock for its own process, as POSIX has it; so nobody else may. */
  @Test
  void readingTheLockFileDoesNotLetASecondWriterIn(@TempDir Path temp) throws Exception {
    Process holder = start(temp);
    try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("open", out.readLine());
      assertEquals(0, Files.readAllBytes(temp.resolve("LOCK")).length);
      assertThrows(StoreLockedException.class, () -> VecStore.open(temp));
      assertThrows(StoreLockedException.class, () -> VecStore.open(temp));
    } finally {
      holder.toHandle().destroyForcibly();
      holder.waitFor();
    }
  }

  @Test
  void aLockFileThatWasDeletedCostsNoAcknowledgedWrite(@TempDir Path temp) throws IOException {
    Path directory = temp.resolve("store");
    List<String> acknowledged = new ArrayList<>();
    try (VecStore first = VecStore.open(directory, Schema.of(2, Metric.EUCLIDEAN))) {
      first.upsert(Document.of("a", 1, 1));
      acknowledged.add("a");
      Files.delete(directory.resolve("LOCK"));
      write(first, "b", acknowledged);
    } catch (VecStoreException lost) {
      System.out.println("the first writer is told: " + lost.getMessage());
    }
    try (VecStore second = VecStore.open(directory)) {
      for (String id : acknowledged) {
        assertTrue(second.get(id).isPresent(), id);
      }
    }
  }

  private static void write(VecStore store, String id, List<String> acknowledged) {
    try {
      store.upsert(Document.of(id, 1, 1));
      acknowledged.add(id);
    } catch (VecStoreException told) {
      System.out.println("a writer without lock is told: " + told.getMessage());
    }
  }

  @Test
  void aCopyOfTheDirectoryIsAStoreOfItsOwn(@TempDir Path temp) throws IOException {
    Path directory = temp.resolve("store");
    VecStore.open(directory, Schema.of(2, Metric.EUCLIDEAN)).close();
    Path copy = Files.createDirectory(temp.resolve("copy"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    try (VecStore one = VecStore.open(directory);
        VecStore other = VecStore.open(copy)) {
      one.upsert(Document.of("a", 1, 1));
      assertEquals(0, other.count());
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
