package io.vecstore.text.postings;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
  private @Nullable PostingsCursor cursor;

  /** Creates the arrays. */
  public CursorBuffers() {}

  /** Returns the cursor that used them last, to be started again, or null. */
  @Nullable
  public PostingsCursor cursor() {
    return cursor;
  }

  /** Keeps a cursor for the next term. */
  public void keep(PostingsCursor used) {
    cursor = used;
  }

  /** Lets the cursor that is kept let go of what it read. */
  public void release() {
    if (cursor != null) {
      cursor.release();
    }
  }

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
