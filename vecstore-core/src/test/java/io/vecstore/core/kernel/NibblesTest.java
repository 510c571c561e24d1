package io.vecstore.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NibblesTest {

  private static final int ROWS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"simd512", "simd256", "simd128"})
  void everyWidthGivesTheBitsOfTheScalarKernelInEveryDimension(String name) {
    assumeTrue(Kernels.vectorApiPresent(), "this run has no Vector API");
    VectorKernels simd = Kernels.simd(name).orElseThrow();
    SplittableRandom random = new SplittableRandom(3);
    for (int dimension = 1; dimension <= 1300; dimension += dimension < 300 ? 1 : 37) {
      try (Arena arena = Arena.ofConfined()) {
        Case c = new Case(dimension, random, arena);
        assertArrayEquals(
            c.closeness(new ScalarKernels()), c.closeness(simd), "dimension " + dimension);
      }
    }
  }

  @Test
  void estimatesAreTheProductsOfWhatTheCodesStandFor() {
    Kernels.choice(); // waits for SIMD
    Forall.cases(150)
        .check(
            random -> {
              try (Arena arena = Arena.ofConfined()) {
                Case c = new Case(random.nextInt(1, 3000), random, arena);
                float[] found = c.closeness(Kernels.get());
                for (int row = 0; row < ROWS; row++) {
                  assertEquals(c.expected(row), found[row], c.tolerance());
                }
              }
            });
  }

  @Test
  void aRecordOfUpTo104ComponentsIsOneCacheLineAndOneOf384IsThree() {
    assertEquals(64, NibbleRecords.bytes(1, 1));
    assertEquals(64, NibbleRecords.bytes(104, 1));
    assertEquals(64 + 16, NibbleRecords.bytes(105, 1));
    assertEquals(64 + 16, NibbleRecords.bytes(128, 1));
    assertEquals(192 + 16, NibbleRecords.bytes(384, 1));
    assertEquals(448, NibbleRecords.bytes(784, 1));
  }

  /** Random records and a random query. */
  private static final class Case {

    private final int dimension;
    private final NibbleRecords records;
    private final byte[][] codes = new byte[ROWS][];
    private final float[] query;
    private final NibbleQuery nibbles;

    Case(int dimension, SplittableRandom random, Arena arena) {
      this.dimension = dimension;
      records =
          random.nextInt(4) == 0
              ? NibbleRecords.withFactorsInside(
                  arena.allocate(NibbleRecords.bytesWithFactorsInside(dimension, ROWS), 64),
                  dimension,
                  ROWS)
              : new NibbleRecords(
                  arena.allocate(NibbleRecords.bytes(dimension, ROWS), 64), dimension, ROWS);
      for (int row = 0; row < ROWS; row++) {
        codes[row] = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
          codes[row][i] = (byte) (random.nextInt(8) == 0 ? 15 : random.nextInt(16));
        }
        records.write(row, codes[row], -row, 0.25f * row, 3 * row);
      }
      query = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        query[i] = random.nextInt(8) == 0 ? 1 : (float) random.nextDouble(-1, 1);
      }
      nibbles = new NibbleQuery(dimension);
      nibbles.set(query, 2);
    }

    float[] closeness(VectorKernels kernels) {
      float[] out = new float[ROWS];
      kernels.nibbles(nibbles, records, new int[] {0, 1, 2, 3, 4}, ROWS, out);
      return out;
    }

    double expected(int row) {
      double dot = 0;
      for (int i = 0; i < dimension; i++) {
        dot += query[i] * (-row + 0.25 * row * codes[row][i]);
      }
      return 2 * dot - 3 * row;
    }

    /**
     * The query is rounded to at least 34 steps of its largest component; errors of half a step add
     * up like a random walk.
     */
    double tolerance() {
      return 1e-3 * dimension + 6 * Math.sqrt(dimension) * 15 * 2 * 0.5 / 34;
    }
  }
}
