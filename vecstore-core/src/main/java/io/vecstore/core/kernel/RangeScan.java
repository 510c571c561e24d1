package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Finds the numbers of a column that lie in a range: every number is looked at, and no branch
 * depends on one, so the time is the same whether few match or all. Stateless, safe from any
 * thread.
 */
public abstract sealed class RangeScan permits ScalarRangeScan, SimdRangeScan {

  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final class Scalar {
    static final RangeScan SCAN = new ScalarRangeScan();
  }

  private static final class Simd {
    static final RangeScan SCAN = new SimdRangeScan();
  }

  RangeScan() {}

  /** Returns the scan to use now: of the kind that {@link Kernels} chose. */
  public static RangeScan get() {
    return Kernels.isWarm() ? Simd.SCAN : Scalar.SCAN;
  }

  /**
   * Sets the bit of each number from {@code low} to {@code high}, both included; leaves other bits
   * as they are.
   *
   * @param numbers longs, little endian
   * @param count how many
   * @param low not above {@code high}
   * @param bits 64 numbers a word, lowest first; at least {@code count} bits
   */
  public final void add(MemorySegment numbers, int count, long low, long high, long[] bits) {
    add(numbers, 0, count, low, high, bits);
  }

  /**
   * Does so for some of the numbers, the first of which has the first bit.
   *
   * @param first a multiple of 64
   * @param count how many
   */
  public final void add(
      MemorySegment numbers, int first, int count, long low, long high, long[] bits) {
    int words = count >>> 6;
    int rest = count & 63;
    addWords(numbers, first >>> 6, words, low, high - low, bits);
    if (rest != 0) {
      bits[words] |= word(numbers, (first >>> 6) + words, rest, low, high - low);
    }
  }

  /**
   * Adds to whole words, from the first on.
   *
   * @param first the word of numbers to begin with
   * @param count how many words
   * @param span how far the range goes from {@code low}, unsigned
   */
  abstract void addWords(
      MemorySegment numbers, int first, int count, long low, long span, long[] bits);

  /** Returns the bits of the first {@code count} numbers of a word. */
  static long word(MemorySegment numbers, int word, int count, long low, long span) {
    long from = (long) word * Long.SIZE;
    long found = 0;
    for (int i = 0; i < count; i++) {
      long number = numbers.getAtIndex(LONG, from + i);
      // One unsigned comparison for both ends; what is below low wraps around to above the span.
      found |= Long.compareUnsigned(number - low, span) <= 0 ? 1L << i : 0L;
    }
    return found;
  }
}
