package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors in four bits a component, in records of whole cache lines: component {@code i} is about
 * {@code low + step * code[i]}.
 *
 * <p>A record holds the codes in blocks of 64 bytes, and three float32 values, low, step and norm.
 * A block of 128 components has 32 little-endian shorts; lane {@code l} holds the codes of
 * components {@code l, l + 32, l + 64, l + 96}, the first in the lowest bits. A last block of
 * {@code r} components uses only the first {@code w = ceil(r / 4)} lanes, with {@code l, l + w, l +
 * 2w, l + 3w}; where that leaves 12 bytes free, low, step and norm are the last 12 bytes of the
 * block, otherwise they follow after all records, 16 bytes for each: so records of 128 components
 * and its multiples waste no line. A kernel reads whole blocks and relies on a query that is zero
 * where there are no codes.
 */
public final class NibbleRecords {

  /** Bytes of low, step and norm. */
  private static final int FACTORS = 12;

  /** Bytes from one record's factors to the next, where they stand apart. */
  private static final int APART = 16;

  private static final int LINE = 64;

  /** Beyond so many bytes of a record the hardware has understood where it is going. */
  private static final int MOST_TOUCHED = 8 * LINE;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final int dimension;
  private final int count;
  private final int blocks;
  private final int size;
  private final long factors;
  private final int factorStride;

  /**
   * Creates records in memory.
   *
   * @param bytes {@link #bytes(int, int)} bytes, borrowed
   * @param dimension the number of components
   * @param count the number of records
   */
  public NibbleRecords(MemorySegment bytes, int dimension, int count) {
    this(bytes, dimension, count, fit(dimension));
  }

  private NibbleRecords(MemorySegment bytes, int dimension, int count, boolean inside) {
    this.bytes = bytes;
    this.dimension = dimension;
    this.count = count;
    blocks = (dimension + NibbleQuery.BLOCK - 1) / NibbleQuery.BLOCK;
    size = inside && !fit(dimension) ? LINE * (blocks + 1) : LINE * blocks;
    factors = inside ? size - FACTORS : (long) count * size;
    factorStride = inside ? size : APART;
  }

  /**
   * Returns records that have their factors in a line of their own where they do not fit into the
   * last block: what version 1 of the codes did.
   *
   * @param bytes {@link #bytesWithFactorsInside(int, int)} bytes, borrowed
   */
  public static NibbleRecords withFactorsInside(MemorySegment bytes, int dimension, int count) {
    return new NibbleRecords(bytes, dimension, count, true);
  }

  /** Returns the memory of the records. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** Returns the blocks of codes in a record. */
  public int blocks() {
    return blocks;
  }

  /** Returns the number of records. */
  public int count() {
    return count;
  }

  /** Returns the bytes that records take. */
  public static long bytes(int dimension, int count) {
    int blocks = (dimension + NibbleQuery.BLOCK - 1) / NibbleQuery.BLOCK;
    return (long) count * (LINE * blocks + (fit(dimension) ? 0 : APART));
  }

  /** Returns the bytes that records take whose factors never stand apart. */
  public static long bytesWithFactorsInside(int dimension, int count) {
    int blocks = (dimension + NibbleQuery.BLOCK - 1) / NibbleQuery.BLOCK;
    return (long) count * LINE * (fit(dimension) ? blocks : blocks + 1);
  }

  /** Returns whether the factors fit into the last block. */
  private static boolean fit(int dimension) {
    int blocks = (dimension + NibbleQuery.BLOCK - 1) / NibbleQuery.BLOCK;
    return 2 * lanes(dimension, blocks - 1) + FACTORS <= LINE;
  }

  /** Returns where the record of an ordinal starts. */
  public long offset(int ordinal) {
    return (long) ordinal * size;
  }

  /**
   * Reads one byte of every cache line of the records {@code ordinals[0..count)}. The loads do not
   * wait for one another, so the lines are on their way all at once when the kernel comes to them:
   * what a prefetch instruction is for, which Java has not.
   *
   * @return the sum of the bytes, to be kept somewhere lest the loads be left out
   */
  public int touch(int[] ordinals, int count) {
    int lines = Math.min(size, MOST_TOUCHED);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      long record = (long) ordinals[i] * size;
      for (int line = 0; line < lines; line += LINE) {
        sum += bytes.get(ValueLayout.JAVA_BYTE, record + line);
      }
      sum += bytes.get(ValueLayout.JAVA_BYTE, factors + (long) ordinals[i] * factorStride);
    }
    return sum;
  }

  /**
   * Writes a record.
   *
   * @param codes one number in [0, 15] for each component
   */
  public void write(int ordinal, byte[] codes, float low, float step, float norm) {
    long record = offset(ordinal);
    for (int block = 0; block < blocks; block++) {
      int lanes = lanes(dimension, block);
      for (int lane = 0; lane < lanes; lane++) {
        int packed = 0;
        for (int part = 3; part >= 0; part--) {
          int component = block * NibbleQuery.BLOCK + part * lanes + lane;
          packed = packed << 4 | (component < dimension ? codes[component] : 0);
        }
        bytes.set(SHORT, record + LINE * (long) block + 2L * lane, (short) packed);
      }
    }
    long at = factors(ordinal);
    bytes.set(FLOAT, at, low);
    bytes.set(FLOAT, at + 4, step);
    bytes.set(FLOAT, at + 8, norm);
  }

  /** Returns where the factors of a record start. */
  private long factors(int ordinal) {
    return factors + (long) ordinal * factorStride;
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

  /** Returns how many lanes of a block are used in records of a dimension. */
  static int lanes(int dimension, int block) {
    int components = Math.min(NibbleQuery.BLOCK, dimension - block * NibbleQuery.BLOCK);
    return (components + 3) / 4;
  }
}
