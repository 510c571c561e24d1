package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.TERM_BLOCK;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The terms of a sealed segment. Immutable; its walks are not thread-safe. */
final class SealedDictionary {

  /** The longest term in bytes: 255 UTF-16 units of 3 bytes. */
  private static final int MAX_TERM = 1024;

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

  /** Returns what is known of a term, or null where there is none. */
  @Nullable TermEntry find(byte[] term) {
    try {
      Walk walk = walkFrom(term);
      int block = walk.next / TERM_BLOCK;
      while (walk.next() && (walk.next - 1) / TERM_BLOCK == block) {
        int order = walk.compare(term);
        if (order >= 0) {
          return order == 0 ? walk.entry() : null;
        }
      }
      return null;
    } catch (IndexOutOfBoundsException e) {
      throw bytes.outside(e);
    }
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
    int low = 0;
    int high = blocks - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      walk.first(middle);
      if (walk.compare(term) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    walk.next = low * TERM_BLOCK;
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
      reader = new ByteReader(bytes, 0);
    }

    /** Reads the first term of a block, without what is known of it. */
    private void first(int block) {
      reader.at(start(block));
      length = 0;
      name();
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
