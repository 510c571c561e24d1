package io.vecstore.index.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.vecstore.index.score.RowScorer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodedRowsTest {

  private static final int ROWS = 200;

  @ParameterizedTest
  @CsvSource({
    "COSINE, NIBBLES, 0.93", "EUCLIDEAN, NIBBLES, 0.93", "DOT_PRODUCT, NIBBLES, 0.93",
    "COSINE, BYTES, 0.99", "EUCLIDEAN, BYTES, 0.99", "DOT_PRODUCT, BYTES, 0.99",
    "COSINE, BITS, 0.6", "EUCLIDEAN, BITS, 0.6", "DOT_PRODUCT, BITS, 0.6"
  })
  void estimatesOrderRowsAlmostAsTheirClosenessDoes(
      Metric metric, CodePacking packing, double goal) {
    Forall.cases(10)
        .check(
            random -> {
              try (Arena arena = Arena.ofShared()) {
                VectorRows rows = rows(metric, random.nextInt(32, 300), random, arena);
                assertTrue(agreement(metric, rows, packing) > goal, "pairs in the right order");
              }
            });
  }

  @ParameterizedTest
  @EnumSource(CodePacking.class)
  void writtenCodesAreReadBackAndOneThreadMakesTheSameAsMany(CodePacking packing) {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 50, new SplittableRandom(1), arena);
      CodedRows codes = CodedRows.encode(Metric.COSINE, rows, packing, 1, arena);
      byte[] alone = bytes(codes, arena);
      assertArrayEquals(
          alone, bytes(CodedRows.encode(Metric.COSINE, rows, packing, 3, arena), arena));
      MemorySections sections = new MemorySections("test", List.of(codes.section(arena)), arena);
      assertArrayEquals(alone, bytes(CodedRows.open(sections, Metric.COSINE, rows), arena));
    }
  }

  @ParameterizedTest
  @EnumSource(CodePacking.class)
  void codesOfOtherRowsAreRefused(CodePacking packing) {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, 50, new SplittableRandom(1), arena);
      MemorySegment bytes =
          arena.allocateFrom(
              ValueLayout.JAVA_BYTE,
              bytes(CodedRows.encode(Metric.COSINE, rows, packing, 1, arena), arena));
      int version = packing == CodePacking.NIBBLES ? 2 : 3;
      assertRefused(bytes.asSlice(0, bytes.byteSize() - 1), rows, version, arena);
      for (int field = 0; field < 4; field++) {
        MemorySegment bad = arena.allocate(bytes.byteSize()).copyFrom(bytes);
        bad.set(ValueLayout.JAVA_INT, 4L * field, 77);
        assertRefused(bad, rows, version, arena);
      }
      MemorySections later =
          new MemorySections("test", List.of(Section.of("codes", 4, bytes)), arena);
      assertThrows(
          UnsupportedFormatException.class, () -> CodedRows.open(later, Metric.COSINE, rows));
    }
  }

  private static void assertRefused(
      MemorySegment bytes, VectorRows rows, int version, Arena arena) {
    MemorySections sections =
        new MemorySections("seg-1", List.of(Section.of("codes", version, bytes)), arena);
    CorruptStoreException error =
        assertThrows(
            CorruptStoreException.class, () -> CodedRows.open(sections, Metric.COSINE, rows));
    assertTrue(error.getMessage().startsWith("seg-1[codes]"), error.getMessage());
  }

  private static double agreement(Metric metric, VectorRows rows, CodePacking packing) {
    try (Arena arena = Arena.ofShared()) {
      CodeScorer estimate = CodedRows.encode(metric, rows, packing, 1, arena).scorer(rows);
      RowScorer exact = new RowScorer(metric, rows);
      int[] ordinals = new int[ROWS];
      java.util.Arrays.setAll(ordinals, i -> i);
      float[] estimated = new float[ROWS];
      float[] known = new float[ROWS];
      int right = 0;
      int pairs = 0;
      for (int query = 0; query < 5; query++) {
        estimate.queryRow(query);
        estimate.closeness(ordinals, ROWS, estimated);
        exact.queryRow(query);
        exact.closeness(ordinals, ROWS, known);
        for (int i = 0; i < ROWS; i++) {
          for (int j = 0; j < i; j++) {
            pairs++;
            right += known[i] > known[j] == estimated[i] > estimated[j] ? 1 : 0;
          }
        }
      }
      return (double) right / pairs;
    }
  }

  private static VectorRows rows(
      Metric metric, int dimension, SplittableRandom random, Arena arena) {
    float[] values = new float[ROWS * dimension];
    float offset = (float) random.nextDouble(-3, 3);
    for (int i = 0; i < values.length; i++) {
      values[i] = offset + (float) random.nextGaussian() * (i % dimension == 3 ? 10 : 1);
    }
    return RealVectors.rows(metric, values, dimension, arena);
  }

  private static byte[] bytes(CodedRows codes, Arena arena) {
    return new MemorySections("test", List.of(codes.section(arena)), arena)
        .require("codes")
        .toArray(ValueLayout.JAVA_BYTE);
  }
}
