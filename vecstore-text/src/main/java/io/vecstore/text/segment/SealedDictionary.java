package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.TERM_BLOCK;

import io.vecstore.text.postings.CursorBuffers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The terms of a sealed segment. Immutable; its walks are not thread-safe. */
final class SealedDictionary {

  /** The longest term in bytes: 255 UTF-16 units of 3 bytes. */
  private static final int MAX_TERM = 1024;

  private static final int WINDOW = 128;

  private final SealedBytes bytes;
  private final int blocks;
  private final int count;
  private final int rows;

  /**
   * Opens the section.
   *
   * @param count how many terms there must be
   * @param rows the number of rows of the segment
   */
  SealedDictionary(SealedBytes bytes, int count, int rows) {
    this.bytes = bytes;
    this.count = count;
    this.rows = rows;
    int expected = (int) ((count + TERM_BLOCK - 1L) / TERM_BLOCK);
    if (bytes.size() < SealedLayout.TERMS_STARTS + 8L * (expected + 1L)
        || bytes.i32(SealedLayout.TERMS_BLOCKS) != expected) {
      throw bytes.corrupt(0, "expected " + expected + " blocks of terms");
    }
    blocks = expected;
  }

  /**
   * Returns what is known of a term, or null where there is none.
   *
   * @param buffers used until return
   */
  @Nullable TermEntry find(byte[] term, CursorBuffers buffers) {
    if (blocks == 0) {
      return null;
    }
    try {
      int block = blockOf(term);
      long start = start(block);
      long size = (block + 1 < blocks ? start(block + 1) : bytes.size()) - start;
      if (size < 0 || size > TERM_BLOCK * (MAX_TERM + 64L)) {
        throw bytes.corrupt(start, "a block of " + size + " bytes");
      }
      ArrayReader reader = new ArrayReader(bytes, start, (int) size, buffers.bytes((int) size));
      return new TermBlock(reader, rows)
          .find(term, Math.min(TERM_BLOCK, count - block * TERM_BLOCK));
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
  }

  /** Returns the last block whose first term is at or before a term, or the first one. */
  private int blockOf(byte[] term) {
    int low = 0;
    int high = blocks - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (compareFirst(middle, term) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Compares the first term of a block, which shares nothing with another, with a term. */
  private int compareFirst(int block, byte[] term) {
    long at = start(block);
    int length = bytes.u8(at + 1);
    long from = at + 2;
    if (length >= 0x80) {
      length = (length & 0x7F) | bytes.u8(at + 2) << 7;
      from++;
    }
    if (bytes.u8(at) != 0 || length > MAX_TERM) {
      throw bytes.corrupt(at, "a block that does not start with a whole term");
    }
    int common = Math.min(length, term.length);
    for (int i = 0; i < common; i++) {
      int order = bytes.u8(from + i) - (term[i] & 0xFF);
      if (order != 0) {
        return order;
      }
    }
    return length - term.length;
  }

  /** Returns a walk over the terms at or after one. */
  Walk from(byte[] term) {
    try {
      Walk walk = walkFrom(term);
      walk.skipTo(term);
      return walk;
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
  }

  /**
   * Returns a walk from the last block whose first term is at or before a term, or the first one.
   */
  private Walk walkFrom(byte[] term) {
    Walk walk = new Walk();
    walk.next = blocks == 0 ? 0 : blockOf(term) * TERM_BLOCK;
    return walk;
  }

  private long start(int block) {
    long start = bytes.i64(SealedLayout.TERMS_STARTS + 8L * block);
    if (start < SealedLayout.TERMS_STARTS || start > bytes.size()) {
      throw bytes.corrupt(SealedLayout.TERMS_STARTS + 8L * block, "a block starts at " + start);
    }
    return start;
  }

  /** Goes from term to term. */
  final class Walk {

    private final ByteReader reader;
    private final byte[] term = new byte[MAX_TERM];
    private int length;
    private int next;
    private boolean held;
    private long postings;
    private long positions;
    private int documentFrequency;
    private int row;
    private int frequency;

    private Walk() {
      reader = new ByteReader(bytes, 0, new byte[WINDOW]);
    }

    /** Moves to the next term; returns false where there is none. */
    boolean next() {
      if (held) {
        held = false;
        return true;
      }
      if (next >= count) {
        return false;
      }
      try {
        read();
      } catch (IndexOutOfBoundsException e) {
        throw bytes.outside(e);
      }
      next++;
      return true;
    }

    /** Makes the next term the first one that is at or after a term. */
    void skipTo(byte[] wanted) {
      while (next()) {
        if (compare(wanted) >= 0) {
          held = true;
          return;
        }
      }
    }

    int compare(byte[] other) {
      return Arrays.compareUnsigned(term, 0, length, other, 0, other.length);
    }

    byte[] term() {
      return Arrays.copyOf(term, length);
    }

    int documentFrequency() {
      return documentFrequency;
    }

    TermEntry entry() {
      return new TermEntry(documentFrequency, row, frequency, postings, positions);
    }

    private void read() {
      boolean first = next % TERM_BLOCK == 0;
      if (first) {
        reader.at(start(next / TERM_BLOCK));
        length = 0;
        postings = 0;
        positions = 0;
      }
      name();
      documentFrequency = reader.varint(rows);
      row = -1;
      frequency = 0;
      if (documentFrequency == 1) {
        row = reader.varint(rows - 1);
        frequency = reader.varint(Integer.MAX_VALUE);
      } else {
        postings += reader.varint(Long.MAX_VALUE - postings);
      }
      if (documentFrequency == 0 || (row >= 0 && frequency == 0)) {
        throw bytes.corrupt(reader.at(), "a term that is nowhere");
      }
      positions += reader.varint(Long.MAX_VALUE - positions);
    }

    private void name() {
      int shared = reader.varint(length);
      int added = reader.varint(MAX_TERM - shared);
      reader.read(term, shared, added);
      length = shared + added;
    }
  }
}
