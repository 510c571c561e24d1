package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A child process writes, and says of each write that it returned; it is killed at a random moment.
 * What it said is there when the store is opened again, and a batch is there wholly or not at all.
 */
class KillTest {

  private static final Schema SCHEMA = Schema.of(4, Metric.EUCLIDEAN).withText(TextSpec.simple());
  private static final int KILLS = Integer.getInteger("vecstore.kills", 12);
  private static final int BATCH = 5;

  @Test
  void acknowledgedWritesSurviveKill9(@TempDir Path temp) throws Exception {
    SplittableRandom random = new SplittableRandom(20261124);
    Path directory = temp.resolve("store");
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Durability durability = Durability.values()[kill % 3];
      int acknowledged = runAndKill(directory, next, durability, random.nextInt(20, 400));
      assertTrue(acknowledged >= next, "the child wrote nothing");
      next = verify(directory, acknowledged);
    }
  }

  /** Returns the number of the last batch that the child said it had written. */
  private static int runAndKill(Path directory, int first, Durability durability, int afterMillis)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString(),
                Integer.toString(first),
                durability.name())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertTrue(line != null && line.startsWith("ack"), "the child says: " + line);
      lines.add(line);
      Thread killer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    // The delay is what is tested: a moment that nobody chose.
                    java.util.concurrent.locks.LockSupport.parkNanos(afterMillis * 1_000_000L);
                    child
                        .toHandle()
                        .destroyForcibly(); // unlike Process, it leaves what was said before
                    // readable
                  });
      for (line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
      killer.join();
    }
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    String last = lines.getLast();
    if (!last.matches("ack \\d+!")) {
      last = lines.get(lines.size() - 2); // the kill cut the last line
    }
    return Integer.parseInt(last.substring(4, last.length() - 1));
  }

  /** Returns the number of the next batch to write. */
  private static int verify(Path directory, int acknowledged) {
    try (VecStore store = VecStore.open(directory, o -> o.durability(Durability.MANUAL))) {
      long count = store.count();
      assertEquals(0, count % BATCH, "a batch is there in part");
      int batches = (int) (count / BATCH);
      assertTrue(
          batches > acknowledged, batches + " batches, but " + acknowledged + " was acknowledged");
      for (int batch = Math.max(0, batches - 200); batch < batches; batch++) {
        for (int i = 0; i < BATCH; i++) {
          assertEquals(document(batch, i), store.get(batch + "-" + i).orElseThrow());
        }
      }
      Document last = document(batches - 1, 0);
      assertEquals(last.id(), store.search(Query.nearest(last.vector()).topK(1)).get(0).id());
      assertEquals(BATCH, store.search(Query.keywords("b" + (batches - 1)).topK(10)).size());
      return batches;
    }
  }

  private static Document document(int batch, int i) {
    return Document.of(batch + "-" + i, batch, i, 1, 2)
        .withText("batch b" + batch + " row r" + i)
        .withMetadata(Map.of("batch", batch));
  }

  /** The process that is killed. */
  static final class Child {

    private Child() {}

    /** Writes batches from a number on, for ever. */
    public static void main(String[] args) {
      Path directory = Path.of(args[0]);
      Durability durability = Durability.valueOf(args[2]);
      try (VecStore store =
          VecStore.open(directory, SCHEMA, o -> o.durability(durability).segmentRows(500))) {
        for (int number = Integer.parseInt(args[1]); ; number++) {
          int batch = number;
          store.batch(
              b -> {
                for (int i = 0; i < BATCH; i++) {
                  b.upsert(document(batch, i));
                }
              });
          System.out.println("ack " + batch + "!");
        }
      }
    }
  }
}
