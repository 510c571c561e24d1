package io.vecstore.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorKernelsTest {

  private static final VectorKernels SCALAR = new ScalarKernels();
  private static final int ROWS = 7;

  @ParameterizedTest
  @ValueSource(strings = {"simd512", "simd256", "simd128"})
  void everyWidthGivesTheBitsOfTheScalarKernelsInEveryDimension(String name) {
    VectorKernels simd = simd(name);
    SplittableRandom random = new SplittableRandom(7);
    for (int dimension = 1; dimension <= 1100; dimension++) {
      check(simd, dimension, random, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd512", "simd256", "simd128"})
  void everyWidthGivesTheSameBitsForExtremeComponents(String name) {
    VectorKernels simd = simd(name);
    Forall.cases(60)
        .check(
            random ->
                check(
                    simd,
                    random.nextInt(1, 300),
                    random,
                    (float) Math.pow(10, random.nextInt(-44, 38))));
  }

  @Test
  void manyRowsAtOnceGiveTheBitsOfSingleRows() {
    Kernels.choice(); // waits for SIMD
    VectorKernels kernels = Kernels.get();
    Forall.cases(100)
        .check(
            random -> {
              int dimension = random.nextInt(1, 200);
              float[] query = QueryLanes.of(vector(random, dimension, 1));
              try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows = rows(arena, random, dimension, 1, 0);
                int count = random.nextInt(1, ROWS + 1);
                int[] ordinals = random.ints(count, 0, ROWS).toArray();
                float[] dots = new float[count];
                float[] distances = new float[count];
                kernels.dot(query, rows, dimension, ordinals, count, dots);
                kernels.squaredEuclidean(query, rows, dimension, ordinals, count, distances);
                for (int i = 0; i < count; i++) {
                  long offset = 4L * ordinals[i] * dimension;
                  assertEquals(kernels.dot(query, rows, offset, dimension), dots[i]);
                  assertEquals(
                      kernels.squaredEuclidean(query, rows, offset, dimension), distances[i]);
                }
              }
            });
  }

  @Test
  void resultsAreCloseToTheSumInDouble() {
    Forall.cases(200)
        .check(
            random -> {
              int dimension = random.nextInt(1, 1000);
              float[] query = vector(random, dimension, 1);
              float[] row = vector(random, dimension, 1);
              double dot =
                  IntStream.range(0, dimension).mapToDouble(i -> (double) query[i] * row[i]).sum();
              double distance =
                  IntStream.range(0, dimension)
                      .mapToDouble(i -> Math.pow((double) query[i] - row[i], 2))
                      .sum();
              try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows = arena.allocateFrom(ValueLayout.JAVA_FLOAT, row);
                float[] lanes = QueryLanes.of(query);
                assertEquals(dot, Kernels.get().dot(lanes, rows, 0, dimension), 1e-6 * dimension);
                assertEquals(
                    distance,
                    Kernels.get().squaredEuclidean(lanes, rows, 0, dimension),
                    1e-6 * dimension);
              }
            });
  }

  @Test
  void aRowLoadedAsAQueryIsLaidOutLikeTheSameVector() {
    Forall.cases(100)
        .check(
            random -> {
              float[] vector = vector(random, random.nextInt(1, 100), 1);
              try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows = arena.allocateFrom(ValueLayout.JAVA_FLOAT, vector);
                float[] lanes = new float[QueryLanes.length(vector.length)];
                QueryLanes.load(rows, 0, vector.length, lanes);
                assertArrayEquals(QueryLanes.of(vector), lanes);
              }
            });
  }

  @Test
  void theChoiceFollowsTheFlagOfTheVirtualMachine() {
    KernelChoice choice = Kernels.choice();
    if (System.getProperty(Kernels.PROPERTY) == null) {
      assertEquals(Kernels.vectorApiPresent(), choice.bits() > 0, choice.toString());
    }
    assertEquals(Kernels.get().name(), choice.name());
    assertFalse(choice.reason().isEmpty());
  }

  @Test
  void aWidthThatDoesNotExistIsNotFound() {
    assertTrue(Kernels.simd("simd7").isEmpty());
  }

  private static VectorKernels simd(String name) {
    assumeTrue(Kernels.vectorApiPresent(), "this run has no Vector API");
    return Kernels.simd(name).orElseThrow();
  }

  private static void check(
      VectorKernels simd, int dimension, SplittableRandom random, float scale) {
    float[] query = QueryLanes.of(vector(random, dimension, scale));
    int[] ordinals = {3, 0, 6, 2, 2, 5, 1};
    int shift = random.nextInt(0, 64);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rows = rows(arena, random, dimension, scale, shift);
      float[] expected = new float[ROWS];
      float[] actual = new float[ROWS];
      SCALAR.dot(query, rows, dimension, ordinals, ROWS, expected);
      simd.dot(query, rows, dimension, ordinals, ROWS, actual);
      assertArrayEquals(expected, actual, () -> "dot in " + dimension + " dimensions");
      SCALAR.squaredEuclidean(query, rows, dimension, ordinals, ROWS, expected);
      simd.squaredEuclidean(query, rows, dimension, ordinals, ROWS, actual);
      assertArrayEquals(expected, actual, () -> "squared distance in " + dimension + " dimensions");
      long offset = 4L * dimension;
      assertEquals(
          SCALAR.dot(query, rows, offset, dimension), simd.dot(query, rows, offset, dimension));
      assertEquals(
          SCALAR.squaredEuclidean(query, rows, offset, dimension),
          simd.squaredEuclidean(query, rows, offset, dimension));
    }
  }

  private static float[] vector(SplittableRandom random, int dimension, float scale) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextDouble(-1, 1) * scale;
    }
    return vector;
  }

  private static MemorySegment rows(
      Arena arena, SplittableRandom random, int dimension, float scale, int shift) {
    MemorySegment rows = arena.allocate(4L * ROWS * dimension + shift, 64).asSlice(shift);
    for (long i = 0; i < (long) ROWS * dimension; i++) {
      rows.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4 * i, (float) random.nextDouble(-1, 1) * scale);
    }
    return rows;
  }
}
