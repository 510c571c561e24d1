package io.vecstore.index.near;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.RealVectors;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.score.RowScorer;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NearRowsTest {

  private static final int NEAREST = 10;

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"COSINE", "EUCLIDEAN"})
  void mostOfTheNearestAreFound(Metric metric) {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(metric, 3000, arena);
      NearRows near = NearRows.find(metric, rows, 2, () -> {}, arena);
      assertTrue(recall(metric, rows, near) > 0.7, () -> "recall " + recall(metric, rows, near));
    }
  }

  @Test
  void rowsOfOneLeafAreAllCompared() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.EUCLIDEAN, Partition.LEAF, arena);
      NearRows near = NearRows.find(Metric.EUCLIDEAN, rows, 1, () -> {}, arena);
      assertEquals(1, recall(Metric.EUCLIDEAN, rows, near));
    }
  }

  @Test
  void oneThreadFindsWhatManyFind() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 2000, arena);
      NearRows alone = NearRows.find(Metric.COSINE, rows, 1, () -> {}, arena);
      NearRows together = NearRows.find(Metric.COSINE, rows, 4, () -> {}, arena);
      assertArrayEquals(alone.order(), together.order());
      for (int ordinal = 0; ordinal < rows.count(); ordinal++) {
        assertArrayEquals(keys(alone, ordinal), keys(together, ordinal));
      }
    }
  }

  @Test
  void everyRowHasItsPlaceInTheOrderHoweverManyAreEqual() {
    try (Arena arena = Arena.ofShared()) {
      float[] values = new float[1500 * 8];
      Arrays.fill(values, 0, 1400 * 8, 1);
      values[1450 * 8] = Float.MAX_VALUE; // its square overflows
      VectorRows rows = RealVectors.rows(Metric.EUCLIDEAN, values, 8, arena);
      int[] order = NearRows.find(Metric.EUCLIDEAN, rows, 2, () -> {}, arena).order().clone();
      Arrays.sort(order);
      for (int i = 0; i < order.length; i++) {
        assertEquals(i, order[i]);
      }
    }
  }

  @Test
  void whatTheCheckThrowsEndsTheWork() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 1000, arena);
      Runnable check =
          () -> {
            throw new CancellationException();
          };
      assertThrows(
          CancellationException.class, () -> NearRows.find(Metric.COSINE, rows, 2, check, arena));
    }
  }

  private static long[] keys(NearRows near, int ordinal) {
    long[] keys = new long[NearRows.KEPT];
    return Arrays.copyOf(keys, near.copy(ordinal, keys));
  }

  private static double recall(Metric metric, VectorRows rows, NearRows near) {
    RowScorer scorer = new RowScorer(metric, rows);
    long[] keys = new long[rows.count()];
    long[] found = new long[NearRows.KEPT];
    int hits = 0;
    int asked = 0;
    for (int ordinal = 0; ordinal < rows.count(); ordinal += 37) {
      scorer.queryRow(ordinal);
      for (int other = 0; other < keys.length; other++) {
        float closeness = other == ordinal ? -Float.MAX_VALUE : scorer.closeness(other);
        keys[other] = Beam.key(other, closeness);
      }
      Arrays.sort(keys);
      Set<Integer> there = new HashSet<>();
      int count = near.copy(ordinal, found);
      for (int i = 0; i < count; i++) {
        there.add(Beam.slotOf(found[i]));
      }
      for (int i = 0; i < NEAREST; i++) {
        hits += there.contains(Beam.slotOf(keys[i])) ? 1 : 0;
      }
      asked += NEAREST;
    }
    return (double) hits / asked;
  }

  private static VectorRows rows(Metric metric, int count, Arena arena) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count * 24];
    for (int i = 0; i < values.length; i++) {
      double centre = (i / 24 % 40) * ((i % 24) % 5 - 2) * 0.2;
      values[i] = (float) (centre + random.nextGaussian());
    }
    return RealVectors.rows(metric, values, 24, arena);
  }
}
