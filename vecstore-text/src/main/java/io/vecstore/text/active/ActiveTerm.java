package io.vecstore.text.active;

import io.vecstore.text.postings.PostingsCursor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The postings of one term while they grow: pairs of (row, end of its positions), and the positions
 * as deltas of 7 bits a byte, the last byte of each with the high bit clear. The frequency is the
 * number of such bytes.
 *
 * <p>The writer fills arrays and then releases {@code count}; arrays are replaced, never shortened,
 * so that a reader who acquired a count finds that many postings in whatever arrays it reads then.
 */
final class ActiveTerm {

  /** The highest frequency of a bound; of a text whose terms are cut at a million, it is enough. */
  private static final int MAX_FREQUENCY = (1 << 23) - 1;

  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(ActiveTerm.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final byte[] key;
  final int hash;

  /** Written by the writer alone. */
  private volatile int[] entries = new int[2];

  /** Written by the writer alone. */
  private volatile byte[] positions = new byte[2];

  /**
   * Of each block of postings that is full, the highest frequency and, in the low byte, the
   * shortest length code. Written by the writer alone.
   */
  private volatile int[] bounds = {};

  private int count;

  // Of the writer alone: the best of the block that is not full.
  private int highest;
  private int shortest = 255;
  private int occurrences;

  // Of the writer alone: the row that is being added.
  private int openRow = -1;
  private int openEnd;
  private int lastPosition;

  ActiveTerm(byte[] key, int hash) {
    this.key = key;
    this.hash = hash;
  }

  int count() {
    return (int) COUNT.getAcquire(this);
  }

  /** Returns the pairs; read after {@link #count}. */
  int[] entries() {
    return entries;
  }

  /**
   * Returns the highest frequency and the shortest length of each full block; read after {@link
   * #count}.
   */
  int[] bounds() {
    return bounds;
  }

  /** Returns the positions; read after {@link #count}. */
  byte[] positions() {
    return positions;
  }

  /**
   * Adds an occurrence to the row that is being added; returns whether it is the row's first one.
   */
  boolean occur(int row, int position) {
    boolean first = openRow != row;
    if (first) {
      openRow = row;
      openEnd = end(count - 1);
      lastPosition = 0;
      occurrences = 0;
    }
    occurrences++;
    append(position - lastPosition);
    lastPosition = position;
    return first;
  }

  /** Makes the row that is being added visible; it has a length code. */
  void close(byte length) {
    bound(length & 0xFF);
    int[] now = entries;
    if (2 * count == now.length) {
      now = Arrays.copyOf(now, grown(now.length));
      entries = now;
    }
    now[2 * count] = openRow;
    now[2 * count + 1] = openEnd;
    openRow = -1;
    COUNT.setRelease(this, count + 1);
  }

  /** Takes the row that is being added into the bound of its block. */
  private void bound(int length) {
    highest = Math.max(highest, Math.min(occurrences, MAX_FREQUENCY));
    shortest = Math.min(shortest, length);
    if ((count + 1) % PostingsCursor.BLOCK == 0) {
      int block = count / PostingsCursor.BLOCK;
      int[] now = bounds;
      if (block == now.length) {
        now = Arrays.copyOf(now, Math.max(2, 2 * block));
      }
      now[block] = highest << 8 | shortest;
      bounds = now;
      highest = 0;
      shortest = 255;
    }
  }

  /** Forgets the row that is being added. */
  void abandon() {
    openRow = -1;
  }

  private int end(int index) {
    return index < 0 ? 0 : entries[2 * index + 1];
  }

  private void append(int delta) {
    byte[] now = positions;
    if (now.length - openEnd < 5) {
      now = Arrays.copyOf(now, Math.max(8, grown(now.length)));
      positions = now;
    }
    int rest = delta;
    while (rest >= 0x80) {
      now[openEnd++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    now[openEnd++] = (byte) rest;
  }

  private static int grown(int length) {
    return length < 1024 ? 2 * length : (length + length / 2) & ~1;
  }
}
