package io.vecstore.core.kernel;

/**
 * A query as the kernels multiply it with four-bit codes: components as 16-bit integers, laid out
 * as {@link NibbleRecords} lays out its codes. Made once for a dimension and set again and again.
 * Belongs to one thread at a time.
 */
public final class NibbleQuery {

  /** Components of a block. */
  static final int BLOCK = 128;

  /** Blocks whose products are summed in 16 bits before the sum is widened. */
  static final int BLOCKS_A_SUM = 8;

  /** Rows that are taken block by block together. */
  static final int ROWS = 32;

  /** Added before a number is cut to an integer, so that it is positive then: rounds to nearest. */
  private static final float MIDDLE = 32768.5f;

  private static final int SHIFT = 32768;

  private final int dimension;
  private final short[] lanes;
  private final short[] sums = new short[ROWS * 32];
  private final int[] totals = new int[ROWS];
  private float sum;
  private float step;
  private float weight;

  /** Creates a query for a dimension, still to be set. */
  public NibbleQuery(int dimension) {
    this.dimension = dimension;
    lanes = new short[(dimension + BLOCK - 1) / BLOCK * BLOCK];
  }

  /**
   * Sets the query.
   *
   * @param components {@code dimension} finite numbers
   * @param factor what a dot product with a record counts, 1 or 2; the record's norm counts minus 1
   */
  public void set(float[] components, float factor) {
    float largest = 0;
    for (int i = 0; i < dimension; i++) {
      largest = Math.max(largest, Math.abs(components[i]));
    }
    // Four products of at most 15 times the largest a block, in one 16-bit lane.
    int blocks = Math.min(BLOCKS_A_SUM, lanes.length / BLOCK);
    int range = 32767 / (15 * 4 * blocks);
    step = largest == 0 ? 1 : largest / range;
    sum = sum(components);
    weight = factor;
    float inverse = 1 / step;
    for (int block = 0; block < lanes.length / BLOCK; block++) {
      fill(components, block, Float.isFinite(inverse) ? inverse : 0);
    }
  }

  private float sum(float[] components) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < dimension; i += 2) {
      even += components[i];
      odd += components[i + 1];
    }
    return even + odd + (i < dimension ? components[i] : 0);
  }

  private void fill(float[] components, int block, float inverse) {
    int width = NibbleRecords.lanes(dimension, block);
    for (int part = 0; part < 4; part++) {
      int from = block * BLOCK + part * width;
      int to = block * BLOCK + part * 32;
      int there = Math.max(0, Math.min(width, dimension - from));
      for (int lane = 0; lane < there; lane++) {
        lanes[to + lane] = (short) ((int) (components[from + lane] * inverse + MIDDLE) - SHIFT);
      }
    }
  }

  short[] lanes() {
    return lanes;
  }

  /** Returns room for a register of sums for each row. */
  short[] sums() {
    return sums;
  }

  /** Returns room for the total of each row. */
  int[] totals() {
    return totals;
  }

  /** Returns the closeness that follows from the integer sum of products with a record's codes. */
  float closeness(NibbleRecords records, int ordinal, int products) {
    float dot = sum * records.low(ordinal) + step * products * records.step(ordinal);
    return weight * dot - records.norm(ordinal);
  }
}
