package io.vecstore.core.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A test in a millisecond whether two sets of kernels give the same bits. */
final class KernelSelfTest {

  private static final int[] DIMENSIONS = {1, 15, 16, 17, 31, 32, 48, 61, 100, 128};
  private static final int ROWS = 5;

  private KernelSelfTest() {}

  static boolean agree(VectorKernels left, VectorKernels right) {
    SplittableRandom random = new SplittableRandom(42);
    for (int dimension : DIMENSIONS) {
      float[] query = random(random, dimension);
      MemorySegment rows =
          Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, random(random, ROWS * dimension));
      if (!Arrays.equals(results(left, query, rows), results(right, query, rows))) {
        return false;
      }
    }
    return true;
  }

  private static float[] random(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static float[] results(VectorKernels kernels, float[] query, MemorySegment rows) {
    float[] lanes = QueryLanes.of(query);
    int[] ordinals = {4, 2, 0, 1, 3};
    float[] dots = new float[ROWS];
    float[] distances = new float[ROWS];
    kernels.dot(lanes, rows, query.length, ordinals, ROWS, dots);
    kernels.squaredEuclidean(lanes, rows, query.length, ordinals, ROWS, distances);
    float[] all = Arrays.copyOf(dots, 2 * ROWS);
    System.arraycopy(distances, 0, all, ROWS, ROWS);
    return all;
  }
}
