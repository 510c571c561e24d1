package io.vecstore.bench.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Ask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AskingThreadsTest {

  private static final Vectors QUERIES =
      Vectors.of(List.of(new float[] {7}, new float[] {8}, new float[] {9}));

  @Test
  void answersStandAtTheirQueryWhateverTheThreads() {
    for (int threads = 1; threads <= 3; threads++) {
      try (AskingThreads asking =
          new AskingThreads(
              QUERIES, () -> (query, ef, found) -> Arrays.fill(found, (int) query[0] + ef))) {
        Turn turn = asking.turn(new Ask(2, 100, threads, 0));

        assertArrayEquals(new int[][] {{107, 107}, {108, 108}, {109, 109}}, turn.found());
      }
    }
  }

  @Test
  void everyThreadAsksEveryQueryUntimedAndTimed() {
    AtomicInteger asked = new AtomicInteger();
    try (AskingThreads asking =
        new AskingThreads(QUERIES, () -> (query, ef, found) -> asked.incrementAndGet())) {
      asking.turn(new Ask(1, 1, 2, 0));

      assertEquals(2 * 2 * QUERIES.count(), asked.get());
    }
  }

  @Test
  void onlyTimedQueriesCount() {
    try (AskingThreads asking =
        new AskingThreads(QUERIES, () -> (query, ef, found) -> found[0] = 1)) {
      Turn turn = asking.turn(new Ask(1, 1, 1, 2_000_000));

      assertTrue(turn.wallQps() > 0);
      assertTrue(turn.microseconds(0.5) <= turn.microseconds(0.99));
    }
  }

  @Test
  void aFailingQueryFailsTheTurn() {
    try (AskingThreads asking =
        new AskingThreads(
            QUERIES,
            () ->
                (query, ef, found) -> {
                  throw new IOException("the disk is gone");
                })) {
      IllegalStateException failure =
          assertThrows(IllegalStateException.class, () -> asking.turn(new Ask(1, 1, 1, 0)));
      assertTrue(failure.getMessage().contains("the disk is gone"), failure.getMessage());
    }
  }

  @Test
  void percentilesAreRanks() {
    long[] nanos = new long[100];
    Arrays.setAll(nanos, i -> (100 - i) * 1000L);
    Turn turn = new Turn(new int[0][], 100, 0.5, 0.25, nanos);

    assertEquals(50.0, turn.microseconds(0.50));
    assertEquals(99.0, turn.microseconds(0.99));
    assertEquals(200.0, turn.wallQps());
    assertEquals(400.0, turn.cpuQps());
    assertTrue(Double.isNaN(new Turn(new int[0][], 1, 1, 1, new long[0]).microseconds(0.5)));
  }
}
