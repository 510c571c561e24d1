package io.vecstore.core.kernel.code;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A query for codes of a bit a component: its components in six bits, one word of every 64 for each
 * of the six, so that a sum over the components whose bit is set is a few population counts, which
 * are as fast without the Vector API (after RaBitQ, Gao and Long 2024, section 3.3). Made once for
 * a dimension and set again and again. Belongs to one thread at a time.
 */
public final class BitQuery {

  private static final int PLANES = 6;
  private static final int HIGHEST = (1 << PLANES) - 1;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int dimension;
  private final int words;
  private final long[] planes;
  private float sum;
  private float least;
  private float step;
  private float weight;

  /** Creates a query for a dimension, still to be set. */
  public BitQuery(int dimension) {
    this.dimension = dimension;
    words = codeBytes(dimension) / Long.BYTES;
    planes = new long[PLANES * words];
  }

  /** Returns the bytes of a code. */
  public static int codeBytes(int dimension) {
    return (dimension + 63) / 64 * Long.BYTES;
  }

  /**
   * Writes a code.
   *
   * @param codes 0 or 1 for each component
   */
  public static void write(CodeRecords records, int ordinal, byte[] codes) {
    for (int from = 0; from < codes.length; from += 64) {
      long word = 0;
      for (int i = from; i < Math.min(codes.length, from + 64); i++) {
        word |= (long) codes[i] << i;
      }
      records.bytes().set(LONG, records.offset(ordinal) + from / 8, word);
    }
  }

  /**
   * Sets the query.
   *
   * @param components {@code dimension} finite numbers
   * @param factor what a dot product with a record counts, 1 or 2; the record's norm counts minus 1
   */
  public void set(float[] components, float factor) {
    least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    sum = 0;
    for (int i = 0; i < dimension; i++) {
      least = Math.min(least, components[i]);
      largest = Math.max(largest, components[i]);
      sum += components[i];
    }
    step = (largest - least) / HIGHEST;
    float inverse = 1 / step;
    if (!Float.isFinite(inverse)) {
      inverse = 0;
    }
    weight = factor;
    Arrays.fill(planes, 0);
    for (int i = 0; i < dimension; i++) {
      int level = Math.round((components[i] - least) * inverse);
      for (int plane = 0; plane < PLANES; plane++) {
        planes[PLANES * (i >>> 6) + plane] |= (long) (level >>> plane & 1) << i;
      }
    }
  }

  /**
   * Estimates the closeness of the records {@code ordinals[0..count)}.
   *
   * @param out receives {@code count} values, higher for closer, comparable with one another alone
   */
  public void closeness(CodeRecords records, int[] ordinals, int count, float[] out) {
    MemorySegment bytes = records.bytes();
    for (int i = 0; i < count; i++) {
      int ordinal = ordinals[i];
      long at = records.offset(ordinal);
      int set = 0;
      int levels = 0;
      for (int word = 0; word < words; word++) {
        long code = bytes.get(LONG, at + (long) Long.BYTES * word);
        int p = PLANES * word;
        set += Long.bitCount(code);
        levels +=
            Long.bitCount(code & planes[p])
                + 2 * Long.bitCount(code & planes[p + 1])
                + 4 * Long.bitCount(code & planes[p + 2])
                + 8 * Long.bitCount(code & planes[p + 3])
                + 16 * Long.bitCount(code & planes[p + 4])
                + 32 * Long.bitCount(code & planes[p + 5]);
      }
      float products = step * levels + least * set;
      float dot = sum * records.low(ordinal) + products * records.step(ordinal);
      out[i] = weight * dot - records.norm(ordinal);
    }
  }
}
