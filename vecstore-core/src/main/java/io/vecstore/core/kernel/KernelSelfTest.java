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
    float[] all = Arrays.copyOf(dots, 3 * ROWS + 2);
    System.arraycopy(distances, 0, all, ROWS, ROWS);
    System.arraycopy(nibbles(kernels, query, ordinals), 0, all, 2 * ROWS, ROWS);
    all[3 * ROWS] = kernels.dot(lanes, rows, 0, query.length);
    all[3 * ROWS + 1] = kernels.squaredEuclidean(lanes, rows, 0, query.length);
    return all;
  }

  private static float[] nibbles(VectorKernels kernels, float[] query, int[] ordinals) {
    int dimension = query.length;
    MemorySegment bytes = Arena.ofAuto().allocate(NibbleRecords.bytes(dimension, ROWS), 64);
    NibbleRecords records = new NibbleRecords(bytes, dimension, ROWS);
    byte[] codes = new byte[dimension];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < dimension; i++) {
        codes[i] = (byte) (7 * row + 5 * i & 15);
      }
      records.write(row, codes, -row, 0.5f, 3);
    }
    NibbleQuery nibbles = new NibbleQuery(dimension);
    nibbles.set(query, 2);
    float[] out = new float[ROWS];
    kernels.nibbles(nibbles, records, ordinals, ROWS, out);
    return out;
  }
}
