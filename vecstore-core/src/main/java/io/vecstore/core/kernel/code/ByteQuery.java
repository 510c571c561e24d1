package io.vecstore.core.kernel.code;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A query as the kernels multiply it with codes of a byte a component: integers, so that every
 * kernel gives the same sum. Made once for a dimension and set again and again. Belongs to one
 * thread at a time.
 */
public final class ByteQuery {

  private static final int LARGEST_CODE = 255;

  private final int dimension;
  private final int range;
  private final int[] lanes;
  private int[] sums = new int[64];
  private float sum;
  private float step;
  private float weight;

  /** Creates a query for a dimension, still to be set. */
  public ByteQuery(int dimension) {
    this.dimension = dimension;
    range = Math.min(Short.MAX_VALUE, Integer.MAX_VALUE / (LARGEST_CODE * dimension));
    lanes = new int[(dimension + 15) & -16];
  }

  /** Returns the bytes of a code. */
  public static int codeBytes(int dimension) {
    return dimension;
  }

  /**
   * Writes a code.
   *
   * @param codes one unsigned byte for each component
   */
  public static void write(CodeRecords records, int ordinal, byte[] codes) {
    MemorySegment.copy(
        codes, 0, records.bytes(), ValueLayout.JAVA_BYTE, records.offset(ordinal), codes.length);
  }

  /**
   * Sets the query.
   *
   * @param components {@code dimension} finite numbers
   * @param factor what a dot product with a record counts, 1 or 2; the record's norm counts minus 1
   */
  public void set(float[] components, float factor) {
    float largest = 0;
    double total = 0;
    for (int i = 0; i < dimension; i++) {
      largest = Math.max(largest, Math.abs(components[i]));
      total += components[i];
    }
    sum = (float) total;
    step = largest / range;
    float inverse = 1 / step;
    if (!Float.isFinite(inverse)) {
      inverse = 0;
    }
    for (int i = 0; i < dimension; i++) {
      lanes[i] = Math.round(components[i] * inverse);
    }
    weight = factor;
  }

  /** Returns the distance between two numbers that a component is rounded to. */
  public float step() {
    return step;
  }

  /**
   * Estimates the closeness of the records {@code ordinals[0..count)}.
   *
   * @param kernels that multiply; all give the same values
   * @param out receives {@code count} values, higher for closer, comparable with one another alone
   */
  public void closeness(
      ByteKernels kernels, CodeRecords records, int[] ordinals, int count, float[] out) {
    if (sums.length < count) {
      sums = new int[count];
    }
    kernels.dot(lanes, records, ordinals, count, sums);
    for (int i = 0; i < count; i++) {
      int ordinal = ordinals[i];
      float dot = sum * records.low(ordinal) + step * sums[i] * records.step(ordinal);
      out[i] = weight * dot - records.norm(ordinal);
    }
  }
}
