package io.vecstore.core.kernel.code;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Records of a code and three float32 values: component {@code i} is about {@code low + step *
 * code[i]}. A record is 32 bytes where that is enough, and whole cache lines otherwise: the code,
 * zeros, and low, step and norm in the last 12 bytes. Reading up to the next multiple of 16 behind
 * the code stays inside.
 */
public final class CodeRecords {

  private static final int FACTORS = 12;
  private static final int LINE = 64;

  /** Beyond so many bytes of a record the hardware has understood where it is going. */
  private static final int MOST_TOUCHED = 8 * LINE;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final int count;
  private final int size;

  /**
   * Creates records in memory.
   *
   * @param bytes {@link #bytes(int, int)} bytes, borrowed
   * @param codeBytes of the code of one record
   * @param count of records
   */
  public CodeRecords(MemorySegment bytes, int codeBytes, int count) {
    this.bytes = bytes;
    this.count = count;
    size = size(codeBytes);
  }

  /** Returns the bytes that records take. */
  public static long bytes(int codeBytes, int count) {
    return (long) count * size(codeBytes);
  }

  private static int size(int codeBytes) {
    int used = codeBytes + FACTORS;
    return used <= LINE / 2 ? LINE / 2 : (used + LINE - 1) & -LINE;
  }

  /** Returns the memory of the records. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** Returns the number of records. */
  public int count() {
    return count;
  }

  /** Returns how many cache lines a record takes. */
  public int lines() {
    return (size + LINE - 1) / LINE;
  }

  /** Returns where the code of a record starts. */
  public long offset(int ordinal) {
    return (long) ordinal * size;
  }

  /** Writes the numbers that turn a code back. */
  public void writeFactors(int ordinal, float low, float step, float norm) {
    long at = factors(ordinal);
    bytes.set(FLOAT, at, low);
    bytes.set(FLOAT, at + 4, step);
    bytes.set(FLOAT, at + 8, norm);
  }

  private long factors(int ordinal) {
    return offset(ordinal) + size - FACTORS;
  }

  float low(int ordinal) {
    return bytes.get(FLOAT, factors(ordinal));
  }

  float step(int ordinal) {
    return bytes.get(FLOAT, factors(ordinal) + 4);
  }

  float norm(int ordinal) {
    return bytes.get(FLOAT, factors(ordinal) + 8);
  }

  /**
   * Reads one byte of each of the first cache lines of records, so that all are on their way at
   * once.
   *
   * @return a sum, to be kept somewhere lest the loads be left out
   */
  public int touch(int[] ordinals, int count) {
    int lines = Math.min(size, MOST_TOUCHED);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      long record = offset(ordinals[i]);
      for (int line = 0; line < lines; line += LINE) {
        sum += bytes.get(ValueLayout.JAVA_BYTE, record + line);
      }
    }
    return sum;
  }
}
