package io.vecstore.text.postings;

import java.util.Arrays;

/**
 * The arrays that a cursor decodes into, to be used again by another cursor when that one is done.
 * Not thread-safe.
 */
public final class CursorBuffers {

  private static final int WINDOW = 1024;

  private final int[] rows = new int[PostingsCursor.BLOCK];
  private final int[] frequencies = new int[PostingsCursor.BLOCK];
  private final int[] words = new int[PostingsCursor.BLOCK];
  private final byte[] window = new byte[WINDOW];
  private byte[] bytes = new byte[WINDOW];
  private int[] positions = new int[16];

  /** Creates the arrays. */
  public CursorBuffers() {}

  /** Returns room for the rows of a block. */
  public int[] rows() {
    return rows;
  }

  /** Returns room for the frequencies of a block. */
  public int[] frequencies() {
    return frequencies;
  }

  /** Returns room for a block as it is packed, in ints. */
  public int[] words() {
    return words;
  }

  /** Returns room for what is read through, 1,024 bytes that keep their content. */
  public byte[] window() {
    return window;
  }

  /** Returns room for some bytes whose content is of no use after the next call. */
  public byte[] bytes(int size) {
    if (bytes.length < size) {
      bytes = new byte[Math.max(size, 2 * bytes.length)];
    }
    return bytes;
  }

  /** Returns room for so many positions; what was in it stays. */
  public int[] positions(int size) {
    if (positions.length < size) {
      positions = Arrays.copyOf(positions, Math.max(size, 2 * positions.length));
    }
    return positions;
  }
}
