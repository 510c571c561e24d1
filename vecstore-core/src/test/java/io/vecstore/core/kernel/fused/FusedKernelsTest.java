package io.vecstore.core.kernel.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.testkit.Forall;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedKernelsTest {

  private static final int NODES = 3;

  @ParameterizedTest
  @ValueSource(ints = {128, 512})
  void everyWidthGivesTheBitsOfTheScalarKernelInEveryDimension(int bits) {
    assumeTrue(Kernels.choice().bits() > 0, "this run has no Vector API");
    SplittableRandom random = new SplittableRandom(5);
    for (int dimension = 1; dimension <= 9000; dimension += dimension < 200 ? 1 : 977) {
      try (Arena arena = Arena.ofConfined()) {
        Case c = new Case(dimension, random, arena);
        for (int node = 0; node < NODES; node++) {
          float[] expected = new float[FusedBlocks.WIDTH];
          float[] found = new float[FusedBlocks.WIDTH];
          int above = c.score(new ScalarFusedKernels(), node, expected);
          assertEquals(above, c.score(FusedKernels.of(bits), node, found), "at " + dimension);
          assertArrayEquals(expected, found, "dimension " + dimension);
        }
      }
    }
  }

  @Test
  void estimatesAreTheSumsOfSignedComponents() {
    Forall.cases(150)
        .check(
            random -> {
              try (Arena arena = Arena.ofConfined()) {
                Case c = new Case(random.nextInt(1, 1500), random, arena);
                int node = random.nextInt(NODES);
                float[] found = new float[FusedBlocks.WIDTH];
                int above = c.score(FusedKernels.get(), node, found);
                for (int i = 0; i < FusedBlocks.WIDTH; i++) {
                  assertEquals(c.expected(node, i), found[i], c.tolerance());
                  assertEquals(found[i] > Case.THRESHOLD, (above >>> i & 1) == 1);
                }
              }
            });
  }

  @Test
  void aLinkWithoutANeighbourIsNeverCloseEnough() {
    try (Arena arena = Arena.ofConfined()) {
      FusedBlocks blocks = new FusedBlocks(arena.allocate(FusedBlocks.blockBytes(40), 64), 40);
      for (int i = 0; i < FusedBlocks.WIDTH; i++) {
        blocks.writeNone(0, i);
        assertEquals(0, blocks.link(0, i));
      }
      FusedQuery query = new FusedQuery(40);
      query.set(new float[40]);
      float[] out = new float[FusedBlocks.WIDTH];
      assertEquals(0, FusedKernels.get().score(query, blocks, 0, 1, Float.NEGATIVE_INFINITY, out));
    }
  }

  /** Random blocks and a random query. */
  private static final class Case {

    static final float THRESHOLD = 0.5f;
    private static final float HOP = 0.25f;

    private final FusedBlocks blocks;
    private final float[][][] differences = new float[NODES][FusedBlocks.WIDTH][];
    private final float[] vector;
    private final FusedQuery query;

    Case(int dimension, SplittableRandom random, Arena arena) {
      blocks =
          new FusedBlocks(
              arena.allocate((long) NODES * FusedBlocks.blockBytes(dimension), 64), dimension);
      for (int node = 0; node < NODES; node++) {
        for (int i = 0; i < FusedBlocks.WIDTH; i++) {
          differences[node][i] = vector(random, dimension);
          blocks.write(node, i, i, i - 16, 1f / (i + 1));
          blocks.writeSigns(node, i, differences[node][i]);
        }
      }
      vector = vector(random, dimension);
      query = new FusedQuery(dimension);
      query.set(vector);
    }

    int score(FusedKernels kernels, int node, float[] out) {
      return kernels.score(query, blocks, node, HOP, THRESHOLD, out);
    }

    double expected(int node, int position) {
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum += differences[node][position][i] >= 0 ? vector[i] : -vector[i];
      }
      return HOP + position - 16 + sum / (position + 1);
    }

    /** A table's entry is rounded to a 254th of the widest; its double counts. */
    double tolerance() {
      return 1e-3 + 6 * Math.sqrt(vector.length / 4.0 + 1) * 2 * 4 / 254;
    }

    private static float[] vector(SplittableRandom random, int dimension) {
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextDouble(-1, 1);
      }
      return vector;
    }
  }
}
