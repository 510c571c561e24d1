package io.vecstore.rag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of an ingestion; the next run goes on where it was. */
@Tag("once")
class IngestKillTest {

  @Test
  void killedRunsAreContinuedToTheSameResult(@TempDir Path folder) throws Exception {
    kill(folder, 3);
  }

  @Test
  @Tag("slow")
  void runsThatAreKilledVeryOftenAreContinuedToTheSameResult(@TempDir Path folder)
      throws Exception {
    kill(folder, 40);
  }

  private static void kill(Path folder, int kills) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("kills of ingestions: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int written = 0;
    for (int i = 0; i < kills; i++) {
      int most = IngestVictim.TEXTS * (i + 1) / (kills + 1);
      written = Math.max(written, ingestAndKill(folder, random.nextInt(most / 2, most)));
    }
    try (VecStore store = IngestVictim.open(folder)) {
      long passages = store.count();
      assertTrue(passages >= written, () -> passages + " passages of texts that were written");
      TrigramModel model = new TrigramModel();
      IngestProgress done = IngestVictim.pipeline(store, model).mirror(IngestVictim.texts());
      assertEquals(expected(), content(store), () -> "seed " + seed);
      assertEquals(IngestVictim.TEXTS, done.documents());
      int kept = written;
      assertTrue(
          model.given.size() <= 3 * (IngestVictim.TEXTS - kept),
          () -> kept + " texts were written, and " + model.given.size() + " embedded again");
    }
  }

  /** Runs the victim until it has told of some texts; returns how many it told of. */
  private static int ingestAndKill(Path folder, int texts) throws IOException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                IngestVictim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int told = 0;
    try (BufferedReader out = victim.inputReader()) {
      while (told < texts) {
        String line = out.readLine();
        assertTrue(line != null && !line.equals("end"), "the victim ended by itself");
        told = Integer.parseInt(line);
      }
      // Unlike that of the process, this leaves readable what was said before.
      victim.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        assertTrue(!line.equals("end"), "killed too late");
      }
    } finally {
      victim.toHandle().destroyForcibly();
      victim.onExit().join();
    }
    return told;
  }

  private static Map<String, String> expected() {
    try (VecStore store = VecStore.inMemory(Schema.of(TrigramModel.DIMENSION, Metric.COSINE))) {
      IngestVictim.pipeline(store, new TrigramModel()).mirror(IngestVictim.texts());
      return content(store);
    }
  }

  private static Map<String, String> content(VecStore store) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Document> all = store.scan(Filter.everything())) {
      all.forEach(
          each ->
              content.put(
                  each.id(),
                  each.text() + " " + each.metadata() + " " + Arrays.toString(each.vector())));
    }
    return content;
  }
}
