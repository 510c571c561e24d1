package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The layout of a query that lets a kernel run without masks: the whole blocks of 16 components,
 * then, where the dimension is not a multiple of 16, one block with the remaining components in its
 * last lanes behind zeros, and one block of weights, 0 for those zeros and 1 for the components. A
 * kernel lays the tail block over the last 16 components of a row; lanes counted before meet a
 * zero. Below 16 dimensions there is no such room in a row, and the components stand alone.
 */
public final class QueryLanes {

  /** The components of a block. */
  static final int BLOCK = 16;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private QueryLanes() {}

  /** Returns the length of the array that holds a query of a dimension. */
  public static int length(int dimension) {
    int full = dimension & -BLOCK;
    return dimension < BLOCK ? dimension : full == dimension ? full : full + 2 * BLOCK;
  }

  /** Returns the query laid out in a new array. */
  public static float[] of(float[] vector) {
    float[] lanes = new float[length(vector.length)];
    fill(vector, lanes);
    return lanes;
  }

  /** Lays out a query in an array of {@link #length}. */
  public static void fill(float[] vector, float[] lanes) {
    System.arraycopy(vector, 0, lanes, 0, vector.length);
    finish(lanes, vector.length);
  }

  /** Lays out the row that starts at a byte offset, as a query, in an array of {@link #length}. */
  public static void load(MemorySegment rows, long offset, int dimension, float[] lanes) {
    MemorySegment.copy(rows, FLOAT, offset, lanes, 0, dimension);
    finish(lanes, dimension);
  }

  /**
   * Moves the tail, which lies behind the whole blocks, to the end of its block, and writes the
   * weights.
   */
  private static void finish(float[] lanes, int dimension) {
    int full = dimension & -BLOCK;
    if (dimension < BLOCK || full == dimension) {
      return;
    }
    int skipped = full + BLOCK - dimension;
    for (int lane = BLOCK - 1; lane >= 0; lane--) {
      boolean counted = lane >= skipped;
      lanes[full + lane] = counted ? lanes[full + lane - skipped] : 0;
      lanes[full + BLOCK + lane] = counted ? 1 : 0;
    }
  }
}
