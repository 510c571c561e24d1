package io.vecstore.bench.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Ask;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeEngineTest {

  @TempDir Path folder;

  private final Vectors queries = Vectors.of(List.of(new float[] {1}, new float[] {2}));

  @Test
  void theConversationGivesTheAnswers() {
    // two queries, k 2: rows 1, 0 and 0, -1; three samples of 1, 2 and 3 microseconds
    String script =
        "echo built 0.25; echo ready; echo 'found 4 2000000000 1000000000 3';printf"
            + " '\\001\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\377\\377\\377\\377';for n in '\\350\\003'"
            + " '\\320\\007' '\\270\\013'; do printf \"$n\\0\\0\\0\\0\\0\\0\"; done;cat >/dev/null";
    try (NativeEngine engine = engine(script)) {
      assertEquals(0.25, engine.build(plan()).seconds());
      Turn turn = engine.turn(new Ask(2, 10, 1, 0));

      assertArrayEquals(new int[][] {{1, 0}, {0, -1}}, turn.found());
      assertEquals(2.0, turn.wallQps());
      assertEquals(4.0, turn.cpuQps());
      assertEquals(2.0, turn.microseconds(0.5));
    }
  }

  @Test
  void aDriverThatFailsSaysWhy() {
    try (NativeEngine engine = engine("echo error no memory; cat >/dev/null")) {
      Throwable failure = assertThrows(IllegalStateException.class, () -> engine.build(plan()));
      assertTrue(failure.getMessage().contains("no memory"), failure.getMessage());
    }
    try (NativeEngine engine = engine("cat >/dev/null & sleep 0.1; exit 3")) {
      Throwable failure = assertThrows(IllegalStateException.class, () -> engine.build(plan()));
      assertTrue(failure.getMessage().contains("exit code 3"), failure.getMessage());
    }
  }

  @Test
  void engineThatCannotRunIsMissingForAReason() throws IOException {
    EngineCatalog catalog = new EngineCatalog(folder, true);
    Files.writeString(folder.resolve("faiss.missing"), "its headers are not installed\n");

    assertEquals("its headers are not installed", catalog.missing("faiss-ivf").orElseThrow());
    assertTrue(catalog.missing("hnswlib").orElseThrow().contains("vecstore-bench/run"));
    assertTrue(catalog.missing("lucene").isEmpty());
    assertThrows(InvalidInputException.class, () -> catalog.missing("annoy"));
  }

  private NativeEngine engine(String script) {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    return new NativeEngine("fake", "a shell", "ef", List.of("/bin/sh", "-c", script));
  }

  private Plan plan() {
    return new Plan(queries, queries, Metric.EUCLIDEAN, 4, 10, 1, List.of(), folder);
  }
}
