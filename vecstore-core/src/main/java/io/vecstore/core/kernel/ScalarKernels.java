package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The kernels without the Vector API. The even lanes fold into one number before they meet the odd
 * ones, so a row is passed over twice, with eight sums in registers.
 */
final class ScalarKernels extends VectorKernels {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = QueryLanes.BLOCK;

  ScalarKernels() {}

  @Override
  public float dot(float[] query, MemorySegment rows, long offset, int dimension) {
    return dotRow(query, rows, offset, dimension);
  }

  @Override
  public float squaredEuclidean(float[] query, MemorySegment rows, long offset, int dimension) {
    return squaredEuclideanRow(query, rows, offset, dimension);
  }

  @Override
  public void dot(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = dotRow(query, rows, offset(ordinals[i], dimension), dimension);
    }
  }

  @Override
  public void squaredEuclidean(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = squaredEuclideanRow(query, rows, offset(ordinals[i], dimension), dimension);
    }
  }

  @Override
  public void nibbles(
      NibbleQuery query, NibbleRecords records, int[] ordinals, int count, float[] out) {
    short[] lanes = query.lanes();
    MemorySegment bytes = records.bytes();
    for (int i = 0; i < count; i++) {
      long record = records.offset(ordinals[i]);
      int sum = 0;
      for (int block = 0; block < records.blocks(); block++) {
        sum += nibbleSum(lanes, block * NibbleQuery.BLOCK, bytes, record + 64L * block);
      }
      out[i] = query.closeness(records, ordinals[i], sum);
    }
  }

  private static int nibbleSum(short[] lanes, int q, MemorySegment bytes, long at) {
    int sum = 0;
    for (int lane = 0; lane < 32; lane++) {
      int codes = bytes.get(SHORT, at + 2L * lane);
      sum +=
          (codes & 15) * lanes[q + lane]
              + (codes >>> 4 & 15) * lanes[q + lane + 32]
              + (codes >>> 8 & 15) * lanes[q + lane + 64]
              + (codes >>> 12 & 15) * lanes[q + lane + 96];
    }
    return sum;
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int bits() {
    return 0;
  }

  static float dotRow(float[] query, MemorySegment rows, long offset, int dimension) {
    return dotHalf(query, rows, offset, dimension, 0) + dotHalf(query, rows, offset, dimension, 1);
  }

  static float squaredEuclideanRow(float[] query, MemorySegment rows, long offset, int dimension) {
    return squaredEuclideanHalf(query, rows, offset, dimension, 0)
        + squaredEuclideanHalf(query, rows, offset, dimension, 1);
  }

  private static float dotHalf(float[] q, MemorySegment rows, long offset, int dimension, int r) {
    float s0 = 0;
    float s2 = 0;
    float s4 = 0;
    float s6 = 0;
    float s8 = 0;
    float s10 = 0;
    float s12 = 0;
    float s14 = 0;
    int full = dimension & -BLOCK;
    for (int i = r; i < full; i += BLOCK) {
      long at = offset + 4L * i;
      s0 += q[i] * rows.get(FLOAT, at);
      s2 += q[i + 2] * rows.get(FLOAT, at + 8);
      s4 += q[i + 4] * rows.get(FLOAT, at + 16);
      s6 += q[i + 6] * rows.get(FLOAT, at + 24);
      s8 += q[i + 8] * rows.get(FLOAT, at + 32);
      s10 += q[i + 10] * rows.get(FLOAT, at + 40);
      s12 += q[i + 12] * rows.get(FLOAT, at + 48);
      s14 += q[i + 14] * rows.get(FLOAT, at + 56);
    }
    if (full < dimension) {
      s0 += dotTail(q, rows, offset, dimension, r);
      s2 += dotTail(q, rows, offset, dimension, r + 2);
      s4 += dotTail(q, rows, offset, dimension, r + 4);
      s6 += dotTail(q, rows, offset, dimension, r + 6);
      s8 += dotTail(q, rows, offset, dimension, r + 8);
      s10 += dotTail(q, rows, offset, dimension, r + 10);
      s12 += dotTail(q, rows, offset, dimension, r + 12);
      s14 += dotTail(q, rows, offset, dimension, r + 14);
    }
    return ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
  }

  private static float squaredEuclideanHalf(
      float[] q, MemorySegment rows, long offset, int dimension, int r) {
    float s0 = 0;
    float s2 = 0;
    float s4 = 0;
    float s6 = 0;
    float s8 = 0;
    float s10 = 0;
    float s12 = 0;
    float s14 = 0;
    int full = dimension & -BLOCK;
    for (int i = r; i < full; i += BLOCK) {
      long at = offset + 4L * i;
      s0 += square(q[i] - rows.get(FLOAT, at));
      s2 += square(q[i + 2] - rows.get(FLOAT, at + 8));
      s4 += square(q[i + 4] - rows.get(FLOAT, at + 16));
      s6 += square(q[i + 6] - rows.get(FLOAT, at + 24));
      s8 += square(q[i + 8] - rows.get(FLOAT, at + 32));
      s10 += square(q[i + 10] - rows.get(FLOAT, at + 40));
      s12 += square(q[i + 12] - rows.get(FLOAT, at + 48));
      s14 += square(q[i + 14] - rows.get(FLOAT, at + 56));
    }
    if (full < dimension) {
      s0 += squaredEuclideanTail(q, rows, offset, dimension, r);
      s2 += squaredEuclideanTail(q, rows, offset, dimension, r + 2);
      s4 += squaredEuclideanTail(q, rows, offset, dimension, r + 4);
      s6 += squaredEuclideanTail(q, rows, offset, dimension, r + 6);
      s8 += squaredEuclideanTail(q, rows, offset, dimension, r + 8);
      s10 += squaredEuclideanTail(q, rows, offset, dimension, r + 10);
      s12 += squaredEuclideanTail(q, rows, offset, dimension, r + 12);
      s14 += squaredEuclideanTail(q, rows, offset, dimension, r + 14);
    }
    return ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
  }

  /**
   * Returns the product in one lane of the tail block, 0 where the lane is not part of the tail.
   */
  private static float dotTail(
      float[] q, MemorySegment rows, long offset, int dimension, int lane) {
    int component = dimension - BLOCK + lane;
    return component < (dimension & -BLOCK)
        ? 0
        : q[tailLane(dimension, lane)] * rows.get(FLOAT, offset + 4L * component);
  }

  private static float squaredEuclideanTail(
      float[] q, MemorySegment rows, long offset, int dimension, int lane) {
    int component = dimension - BLOCK + lane;
    return component < (dimension & -BLOCK)
        ? 0
        : square(q[tailLane(dimension, lane)] - rows.get(FLOAT, offset + 4L * component));
  }

  private static int tailLane(int dimension, int lane) {
    return dimension < BLOCK ? dimension - BLOCK + lane : (dimension & -BLOCK) + lane;
  }

  private static float square(float x) {
    return x * x;
  }
}
