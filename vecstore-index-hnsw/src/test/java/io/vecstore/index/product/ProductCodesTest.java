package io.vecstore.index.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.core.testkit.Forall;
import io.vecstore.index.RealVectors;
import io.vecstore.index.graph.BuildProgress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProductCodesTest {

  @Test
  void aTableGivesTheClosenessOfTheCentroids() {
    Forall.cases(20)
        .check(
            random -> {
              Metric metric = random.nextBoolean() ? Metric.EUCLIDEAN : Metric.DOT_PRODUCT;
              int dimension = random.nextInt(1, 40);
              try (Arena arena = Arena.ofShared()) {
                VectorRows rows = rows(metric, dimension, 300, random, arena);
                int subspaces = random.nextInt(1, dimension + 1);
                ProductCodes codes = train(metric, rows, subspaces, 1, arena);
                int ordinal = random.nextInt(300);
                float[] query = values(dimension, random);
                float[] found = new float[1];
                var scorer = codes.scorer(rows);
                scorer.query(query);
                scorer.closeness(new int[] {ordinal}, 1, found);
                assertEquals(expected(codes, query, ordinal), found[0], 1e-3);
              }
            });
  }

  private static double expected(ProductCodes codes, float[] query, int ordinal) {
    double sum = 0;
    Codebook book = codes.book();
    for (int s = 0; s < book.subspaces(); s++) {
      int code = codes.codes().get(ValueLayout.JAVA_BYTE, codes.offset(ordinal) + s) & 255;
      for (int i = book.from(s); i < book.from(s + 1); i++) {
        double c = book.centroids()[i * Codebook.CENTROIDS + code];
        sum += codes.metric() == Metric.DOT_PRODUCT ? query[i] * c : 2 * query[i] * c - c * c;
      }
    }
    return sum;
  }

  @Test
  void fewDifferentRowsAreCodedWithoutLoss() {
    try (Arena arena = Arena.ofShared()) {
      SplittableRandom random = new SplittableRandom(1);
      float[][] kinds = new float[200][];
      java.util.Arrays.setAll(kinds, i -> values(12, random));
      float[] all = new float[4000 * 12];
      for (int i = 0; i < 4000; i++) {
        System.arraycopy(kinds[i % 200], 0, all, i * 12, 12);
      }
      VectorRows rows = RealVectors.rows(Metric.EUCLIDEAN, all, 12, arena);
      ProductCodes codes = train(Metric.EUCLIDEAN, rows, 3, 2, arena);
      float[] found = new float[1];
      for (int i = 0; i < 200; i++) {
        var scorer = codes.scorer(rows);
        scorer.query(kinds[i]);
        scorer.closeness(new int[] {i}, 1, found);
        double norm = 0;
        for (float x : kinds[i]) {
          norm += x * x;
        }
        assertEquals(norm, found[0], 1e-3, "row " + i);
      }
    }
  }

  @Test
  void oneThreadTrainsTheSameAsManyAndWhatIsWrittenIsReadBack() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 33, 700, new SplittableRandom(2), arena);
      ProductCodes codes = train(Metric.COSINE, rows, 8, 1, arena);
      byte[] alone = bytes(codes, arena);
      assertArrayEquals(alone, bytes(train(Metric.COSINE, rows, 8, 3, arena), arena));
      MemorySections sections = new MemorySections("test", List.of(codes.section(arena)), arena);
      assertArrayEquals(alone, bytes(ProductCodes.open(sections, Metric.COSINE, rows), arena));
    }
  }

  @Test
  void codesOfOtherRowsAndBrokenCentroidsAreRefused() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 33, 300, new SplittableRandom(2), arena);
      byte[] written = bytes(train(Metric.COSINE, rows, 8, 1, arena), arena);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, written);
      assertRefused(bytes.asSlice(0, bytes.byteSize() - 1), rows, arena);
      assertRefused(bytes.asSlice(0, 3), rows, arena);
      for (int field = 0; field < 4; field++) {
        MemorySegment bad = arena.allocate(bytes.byteSize()).copyFrom(bytes);
        bad.set(ValueLayout.JAVA_INT, 4L * field, 77);
        assertRefused(bad, rows, arena);
      }
      MemorySegment bad = arena.allocate(bytes.byteSize()).copyFrom(bytes);
      bad.set(ValueLayout.JAVA_FLOAT, 64 + 4 * 300, Float.NaN);
      assertRefused(bad, rows, arena);
      MemorySections later =
          new MemorySections("test", List.of(Section.of("product", 2, bytes)), arena);
      assertThrows(
          UnsupportedFormatException.class, () -> ProductCodes.open(later, Metric.COSINE, rows));
    }
  }

  @Test
  void trainingCanBeCancelled() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 33, 300, new SplittableRandom(2), arena);
      BuildProgress progress = new BuildProgress();
      progress.cancel();
      assertThrows(
          CancellationException.class,
          () -> ProductCodes.train(Metric.COSINE, rows, 8, 2, progress, arena));
    }
  }

  private static ProductCodes train(
      Metric metric, VectorRows rows, int subspaces, int threads, Arena arena) {
    return ProductCodes.train(metric, rows, subspaces, threads, new BuildProgress(), arena);
  }

  private static void assertRefused(MemorySegment bytes, VectorRows rows, Arena arena) {
    MemorySections sections =
        new MemorySections("seg-1", List.of(Section.of("product", 1, bytes)), arena);
    CorruptStoreException error =
        assertThrows(
            CorruptStoreException.class, () -> ProductCodes.open(sections, Metric.COSINE, rows));
    assertTrue(error.getMessage().startsWith("seg-1[product]"), error.getMessage());
  }

  private static VectorRows rows(
      Metric metric, int dimension, int count, SplittableRandom random, Arena arena) {
    return RealVectors.rows(metric, values(count * dimension, random), dimension, arena);
  }

  private static float[] values(int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static byte[] bytes(ProductCodes codes, Arena arena) {
    return new MemorySections("test", List.of(codes.section(arena)), arena)
        .require("product")
        .toArray(ValueLayout.JAVA_BYTE);
  }
}
