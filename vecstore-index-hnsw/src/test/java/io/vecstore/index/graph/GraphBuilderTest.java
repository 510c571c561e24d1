package io.vecstore.index.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.core.testkit.Forall;
import io.vecstore.index.RealVectors;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

  private static final BuildSpec SPEC = new BuildSpec(8, 40, 1, 7);

  @Test
  void oneThreadBuildsTheSameGraphTwice() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(2000, 12, arena);
      byte[] first = bytes(build(rows, SPEC, arena), arena);
      byte[] second = bytes(build(rows, SPEC, arena), arena);
      assertEquals(-1, java.util.Arrays.mismatch(first, second));
    }
  }

  @Test
  void manyThreadsBuildAGraphThatFindsAsMuch() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(3000, 12, arena);
      double alone = selfRecall(build(rows, SPEC, arena), rows);
      double together = selfRecall(build(rows, new BuildSpec(8, 40, 4, 7), arena), rows);
      assertTrue(alone > 0.98, "recall " + alone);
      assertTrue(together > 0.98, "recall " + together);
    }
  }

  @Test
  void everyRowCanBeReachedHoweverManyAreNearlyEqual() {
    try (Arena arena = Arena.ofShared()) {
      SplittableRandom random = new SplittableRandom(9);
      float[] values = new float[4000 * 12];
      for (int i = 0; i < values.length; i++) {
        boolean copied = i >= 100 * 12 && random.nextInt(50) > 0;
        values[i] = copied ? values[i - 100 * 12] : (float) random.nextDouble();
      }
      VectorRows rows = RealVectors.rows(Metric.EUCLIDEAN, values, 12, arena);
      HnswGraph graph = build(rows, SPEC, arena);
      assertEquals(4000, reachable(graph));
    }
  }

  private static int reachable(HnswGraph graph) {
    BitSet seen = new BitSet();
    Deque<Integer> next = new ArrayDeque<>(List.of(graph.layers().entryOrdinal()));
    seen.set(graph.layers().entryOrdinal());
    int[] links = new int[graph.width()];
    while (!next.isEmpty()) {
      int degree = graph.links(next.remove(), links);
      for (int i = 0; i < degree; i++) {
        if (!seen.get(links[i])) {
          seen.set(links[i]);
          next.add(links[i]);
        }
      }
    }
    return seen.cardinality();
  }

  @Test
  void theWrittenGraphIsReadBack() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(1000, 5, arena);
      HnswGraph built = build(rows, SPEC, arena);
      HnswGraph opened =
          HnswGraph.open(new MemorySections("test", List.of(built.section(arena)), arena), 1000);
      assertEquals(-1, java.util.Arrays.mismatch(bytes(built, arena), bytes(opened, arena)));
    }
  }

  @Test
  void damagedBytesAreRefusedOrHarmless() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(300, 5, arena);
      byte[] good = bytes(build(rows, SPEC, arena), arena);
      Forall.cases(1500)
          .check(random -> openDamaged(damage(good, random), random.nextInt(1, 3), rows));
    }
  }

  @Test
  void aGraphOfOtherRowsIsRefused() {
    try (Arena arena = Arena.ofShared()) {
      HnswGraph graph = build(rows(300, 5, arena), SPEC, arena);
      MemorySections sections = new MemorySections("seg-7", List.of(graph.section(arena)), arena);
      CorruptStoreException error =
          assertThrows(CorruptStoreException.class, () -> HnswGraph.open(sections, 301));
      assertTrue(error.getMessage().contains("seg-7[graph]"), error.getMessage());
      assertTrue(
          error.getMessage().contains("count is 300, expected [301, 301]"), error.getMessage());
    }
  }

  @Test
  void progressCountsTwoStepsARowAndCancelStopsTheBuild() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(500, 5, arena);
      BuildProgress progress = new BuildProgress();
      GraphBuilder.build(Metric.EUCLIDEAN, rows, null, SPEC, progress, arena);
      assertEquals(1000, progress.done());
      assertEquals(1000, progress.total());
      BuildProgress cancelled = new BuildProgress();
      cancelled.cancel();
      assertThrows(
          CancellationException.class,
          () -> GraphBuilder.build(Metric.EUCLIDEAN, rows, null, SPEC, cancelled, arena));
    }
  }

  private static byte[] damage(byte[] good, SplittableRandom random) {
    int length = random.nextInt(5) == 0 ? random.nextInt(good.length) : good.length;
    byte[] bad = java.util.Arrays.copyOf(good, length);
    int spot = random.nextBoolean() ? 192 : length;
    for (int i = random.nextInt(1, 4); i > 0 && length > 0; i--) {
      bad[random.nextInt(Math.min(spot, length))] = (byte) random.nextInt();
    }
    return bad;
  }

  private static void openDamaged(byte[] bytes, int version, VectorRows rows) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      HnswGraph graph =
          HnswGraph.open(
              new MemorySections("test", List.of(Section.of("graph", version, segment)), arena),
              rows.count());
      GraphWalk walk = new GraphWalk(graph, new RowScorer(Metric.EUCLIDEAN, rows), null);
      walk.exact().queryRow(3);
      walk.walk(20, 5, null, new SearchCounters());
    } catch (CorruptStoreException expected) {
      assertTrue(expected.getMessage().contains("test[graph]"));
    }
  }

  private static double selfRecall(HnswGraph graph, VectorRows rows) {
    GraphWalk walk = new GraphWalk(graph, new RowScorer(Metric.EUCLIDEAN, rows), null);
    int found = 0;
    for (int ordinal = 0; ordinal < rows.count(); ordinal++) {
      walk.exact().queryRow(ordinal);
      walk.walk(20, 1, null, new SearchCounters());
      TopOrdinals top = new TopOrdinals(1);
      walk.offer(top);
      found += top.score(0) == 0 ? 1 : 0;
    }
    return (double) found / rows.count();
  }

  private static HnswGraph build(VectorRows rows, BuildSpec spec, Arena arena) {
    return GraphBuilder.build(Metric.EUCLIDEAN, rows, null, spec, new BuildProgress(), arena);
  }

  private static VectorRows rows(int count, int dimension, Arena arena) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return RealVectors.rows(Metric.EUCLIDEAN, values, dimension, arena);
  }

  private static byte[] bytes(HnswGraph graph, Arena arena) {
    MemorySections sections = new MemorySections("test", List.of(graph.section(arena)), arena);
    return sections.require("graph").toArray(ValueLayout.JAVA_BYTE);
  }
}
