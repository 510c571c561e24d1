package io.vecstore.core.kernel.fused;

import java.util.Arrays;

/**
 * A query as {@link FusedKernels} look it up: for each four components a table of the sixteen sums
 * that four signs can make, in a byte each (André et al. 2015, Cache locality is not enough,
 * section 4). Made once for a dimension and set again and again. Belongs to one thread at a time.
 */
public final class FusedQuery {

  /** A component in steps of a 256th of a table's unit. */
  private static final int FRACTION = 256;

  private final int dimension;
  private final byte[] table;
  private final int[] sums = new int[FusedBlocks.WIDTH];
  private final short[] lanes = new short[4 * FusedBlocks.WIDTH];
  private float scale;
  private float bias;

  /** Creates a query for a dimension, still to be set. */
  public FusedQuery(int dimension) {
    this.dimension = dimension;
    table = new byte[FusedBlocks.groups(dimension) * FusedBlocks.LINE];
  }

  /** Sets the query to {@code dimension} finite numbers. */
  public void set(float[] components) {
    float widest = 0;
    float total = 0;
    for (int i = 0; i < dimension; i += 4) {
      float span = 0;
      for (int j = i; j < Math.min(dimension, i + 4); j++) {
        span += Math.abs(components[j]);
        total += components[j];
      }
      widest = Math.max(widest, span);
    }
    float unit = widest > 0 ? widest / 254 : 1;
    float inverse = FRACTION / unit;
    long lowest = 0;
    Arrays.fill(table, (byte) 0);
    for (int i = 0; i < dimension; i += 4) {
      lowest += fill(components, i, Float.isFinite(inverse) ? inverse : 0);
    }
    // Twice the sum of the components with sign plus, less all: plus counts one, minus counts less
    // one.
    scale = 2 * unit;
    bias = 2 * unit * lowest / FRACTION - total;
  }

  /** Fills one table and returns its lowest sum, which counts zero in it. */
  private int fill(float[] components, int from, float inverse) {
    int a = component(components, from, inverse);
    int b = component(components, from + 1, inverse);
    int c = component(components, from + 2, inverse);
    int d = component(components, from + 3, inverse);
    int low = Math.min(a, 0) + Math.min(b, 0) + Math.min(c, 0) + Math.min(d, 0);
    int at = 4 * from;
    int half = FRACTION / 2 - low;
    for (int high = 0; high < 4; high++) {
      int base = half + ((high & 1) == 0 ? 0 : c) + ((high & 2) == 0 ? 0 : d);
      table[at++] = (byte) (base / FRACTION);
      table[at++] = (byte) ((base + a) / FRACTION);
      table[at++] = (byte) ((base + b) / FRACTION);
      table[at++] = (byte) ((base + a + b) / FRACTION);
    }
    return low;
  }

  private int component(float[] components, int index, float inverse) {
    return index < dimension ? (int) (components[index] * inverse) : 0;
  }

  byte[] table() {
    return table;
  }

  /** Returns room for a sum of each neighbour. */
  int[] sums() {
    return sums;
  }

  /** Returns room for registers of sums. */
  short[] lanes() {
    return lanes;
  }

  /** Returns what a sum of the tables counts. */
  float scale() {
    return scale;
  }

  /** Returns what is added. */
  float bias() {
    return bias;
  }
}
