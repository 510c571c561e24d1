package io.vecstore.core.kernel.fused;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * One block of whole cache lines for each node: the links of the node and, of each neighbour, the
 * signs of its difference from the node and two factors (Gou et al. 2025, SymphonyQG, section 3;
 * the codes as in Gao and Long 2024, RaBitQ, section 3).
 *
 * <pre>
 *   0  32 x int32     links; the node's own slot where there is none
 * 128  32 x float32   offsets
 * 256  32 x float32   factors
 * 384  for each 16 components, 64 bytes: byte 16 g + b holds the signs of components 4 g to 4 g + 3,
 *      lowest first, of two neighbours: in its low half of neighbour b / 2 + 8 (b mod 2), in its
 *      high half of the one 16 further
 * </pre>
 *
 * A neighbour's closeness is about {@code offset + factor * (sum of the query's components, each
 * with its sign)}, and a constant of the hop. Borrowed memory; safe from any thread.
 */
public final class FusedBlocks {

  /** Neighbours of a block. */
  public static final int WIDTH = 32;

  static final int OFFSETS = 128;
  static final int FACTORS = 256;
  static final int CODES = 384;
  static final int LINE = 64;

  /** Beyond so many lines the hardware has understood where it is going. */
  private static final int MOST_TOUCHED = 16 * LINE;

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final int groups;
  private final int size;

  /**
   * Creates blocks in memory.
   *
   * @param bytes {@link #blockBytes} for each node, borrowed
   */
  public FusedBlocks(MemorySegment bytes, int dimension) {
    this.bytes = bytes;
    groups = groups(dimension);
    size = blockBytes(dimension);
  }

  /** Returns the bytes of a block, a multiple of 64. */
  public static int blockBytes(int dimension) {
    return CODES + LINE * groups(dimension);
  }

  /** Returns how many times 16 components there are. */
  static int groups(int dimension) {
    return (dimension + 15) / 16;
  }

  /** Returns the memory of the blocks. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** Returns the lines of codes in a block. */
  int groups() {
    return groups;
  }

  /** Returns where the block of a node starts. */
  public long offset(int slot) {
    return (long) slot * size;
  }

  /** Returns a link of a node. */
  public int link(int slot, int position) {
    return bytes.get(INT, offset(slot) + 4L * position);
  }

  /**
   * Reads a byte of each of the first lines of a block, so that all are on their way at once.
   *
   * @return a sum, to be kept somewhere lest the loads be left out
   */
  public int touch(int slot) {
    long block = offset(slot);
    int lines = Math.min(size, MOST_TOUCHED);
    int sum = 0;
    for (int line = 0; line < lines; line += LINE) {
      sum += bytes.get(ValueLayout.JAVA_BYTE, block + line);
    }
    return sum;
  }

  /** Writes a link without a neighbour: it is never close enough. */
  public void writeNone(int slot, int position) {
    write(slot, position, slot, Float.NEGATIVE_INFINITY, 0);
  }

  /** Writes a link and its numbers. */
  public void write(int slot, int position, int link, float offset, float factor) {
    long block = offset(slot);
    bytes.set(INT, block + 4L * position, link);
    bytes.set(FLOAT, block + OFFSETS + 4L * position, offset);
    bytes.set(FLOAT, block + FACTORS + 4L * position, factor);
  }

  /** Writes the signs of a neighbour; they must be unwritten, all zero, before. */
  public void writeSigns(int slot, int position, float[] difference) {
    long codes = offset(slot) + CODES;
    int shift = position < 16 ? 0 : 4;
    int inGroup = 2 * (position % 8) + position / 8 % 2;
    for (int i = 0; i < difference.length; i += 4) {
      int nibble = 0;
      for (int j = 0; j < 4 && i + j < difference.length; j++) {
        nibble |= difference[i + j] >= 0 ? 1 << j : 0;
      }
      long at = codes + 4L * i + inGroup;
      bytes.set(
          ValueLayout.JAVA_BYTE,
          at,
          (byte) (bytes.get(ValueLayout.JAVA_BYTE, at) | nibble << shift));
    }
  }
}
