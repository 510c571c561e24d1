package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreFailedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system of a few megabytes that is really full: writes are refused, reads and deletions go
 * on, room makes it well again, and nothing acknowledged is lost, then or by a kill while it is
 * full.
 */
@Tag("once")
class FullFileSystemTest {

  private static final Schema SCHEMA = Schema.of(16, Metric.EUCLIDEAN);
  private static final int TEXT = 20_000;

  private static Document document(int i) {
    float[] vector = new float[16];
    vector[i % 16] = i;
    return Document.of("d" + i, vector).withText("x".repeat(TEXT));
  }

  /** What happens on the small disk; the argument is its directory. */
  static final class Filler {

    private final Path directory;
    private final TreeSet<Integer> acknowledged = new TreeSet<>();
    private int refused;

    Filler(Path directory) {
      this.directory = directory;
    }

    public static void main(String[] args) throws IOException {
      Path ballast = Path.of(args[0], "ballast");
      // What is freed later has room for a copy of the store, which optimizing makes.
      Files.write(ballast, new byte[5 << 20]);
      Filler filler = new Filler(Path.of(args[0], "store"));
      filler.fillAndDelete();
      filler.openWhileFull();
      Files.delete(ballast);
      filler.goOn();
      System.out.println("refused " + filler.refused + ", kept " + filler.acknowledged.size());
    }

    private VecStore open() {
      return VecStore.open(directory, SCHEMA, o -> o.segmentRows(40));
    }

    private void fillAndDelete() {
      try (VecStore store = open()) {
        fill(store);
        for (int i = 0; i < 3; i++) {
          int gone = acknowledged.removeFirst();
          assertTrue(store.delete("d" + gone), "a deletion on a full disk");
        }
        verify(store);
      } catch (StorageException notSealed) {
        System.out.println("closing: " + notSealed.getMessage());
      }
    }

    private void fill(VecStore store) {
      int last = 0;
      for (int i = 0; last < 3; i++) {
        try {
          store.upsert(document(i));
          acknowledged.add(i);
          last = 0;
        } catch (DiskFullException | StorageException full) {
          assertTrue(!(full instanceof StoreFailedException), "failed: " + full.getMessage());
          refused++;
          last++;
        }
      }
    }

    private void verify(VecStore store) {
      assertEquals(acknowledged.size(), store.count());
      for (int i : acknowledged) {
        assertEquals(document(i), store.get("d" + i).orElseThrow());
      }
      int some = acknowledged.first();
      assertEquals(
          "d" + some, store.search(Query.nearest(document(some).vector()).topK(1)).get(0).id());
    }

    private void openWhileFull() {
      try (VecStore store = open()) {
        verify(store);
      } catch (StorageException notSealed) {
        System.out.println("closing: " + notSealed.getMessage());
      }
    }

    private void goOn() {
      try (VecStore store = open()) {
        verify(store);
        store.upsert(document(1_000));
        acknowledged.add(1_000);
        store.optimize();
        verify(store);
      }
      try (VecStore store = open()) {
        verify(store);
      }
    }
  }

  @Test
  void aFileSystemThatIsReallyFullLosesNothing(@TempDir Path directory) throws IOException {
    String mount = "mount -t tmpfs -o size=8m tmpfs '" + directory + "' && exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount, "sh"));
    List<String> trial = new ArrayList<>(command);
    trial.add("true");
    assumeTrue(works(trial), "no private mounts here");
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Filler.class.getName(),
            directory.toString()));
    String output = run(command);
    assertTrue(output.matches("(?s).*refused [1-9][0-9]*, kept [1-9][0-9]+\\n"), output);
    System.out.print("a full file system: " + output);
  }

  private static boolean works(List<String> command) {
    try {
      return run(command).isEmpty();
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    return output;
  }
}
