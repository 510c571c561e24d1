package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Finds the numbers of a column that lie in a range. */
public final class RangeScan {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private RangeScan() {}

  /**
   * Sets the bit of each number from {@code low} to {@code high}, both included; leaves other bits
   * as they are.
   *
   * @param numbers longs, little endian
   * @param count how many
   * @param bits 64 numbers a word, lowest first
   */
  public static void add(MemorySegment numbers, int count, long low, long high, long[] bits) {
    for (int i = 0; i < count; i++) {
      long number = numbers.getAtIndex(LONG, i);
      if (low <= number && number <= high) {
        bits[i >>> 6] |= 1L << i;
      }
    }
  }
}
