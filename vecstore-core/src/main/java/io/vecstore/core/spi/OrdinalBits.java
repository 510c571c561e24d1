package io.vecstore.core.spi;

import java.util.Arrays;

/**
 * A set of ordinals in {@code [0, size)}, one bit each. Dense, because every engine asks "is this
 * ordinal in?" once per candidate: one load and a shift. Not thread-safe while it changes; safe to
 * share once it no longer does.
 */
public final class OrdinalBits {

  private final long[] words;
  private final int size;

  /** Creates an empty set over {@code [0, size)}. */
  public OrdinalBits(int size) {
    this(new long[(size + 63) >>> 6], size);
  }

  private OrdinalBits(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  /** Returns the full set over {@code [0, size)}. */
  public static OrdinalBits all(int size) {
    OrdinalBits bits = new OrdinalBits(size);
    bits.flip();
    return bits;
  }

  /** Returns the ordinals that are in two sets of one size, as a new set. */
  public static OrdinalBits intersection(OrdinalBits one, OrdinalBits other) {
    OrdinalBits both = new OrdinalBits(one.size);
    for (int i = 0; i < both.words.length; i++) {
      both.words[i] = one.words[i] & other.words[i];
    }
    return both;
  }

  /** Returns the number of ordinals that the set ranges over, in or not. */
  public int size() {
    return size;
  }

  /** Returns whether the ordinal, in {@code [0, size)}, is in the set. */
  public boolean contains(int ordinal) {
    return (words[ordinal >>> 6] & (1L << ordinal)) != 0;
  }

  /** Adds an ordinal in {@code [0, size)}. */
  public void add(int ordinal) {
    words[ordinal >>> 6] |= 1L << ordinal;
  }

  /** Removes an ordinal in {@code [0, size)}. */
  public void remove(int ordinal) {
    words[ordinal >>> 6] &= ~(1L << ordinal);
  }

  /** Adds the ordinals in {@code [from, to)}. */
  public void addRange(int from, int to) {
    int at = from;
    for (; at < to && (at & 63) != 0; at++) {
      add(at);
    }
    if (at < to) {
      Arrays.fill(words, at >>> 6, to >>> 6, -1L);
    }
    for (at = Math.max(at, to & ~63); at < to; at++) {
      add(at);
    }
  }

  /** Returns how many ordinals are in the set; counts them, in time linear in {@code size / 64}. */
  public int cardinality() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Returns the smallest ordinal in the set that is at least {@code from}, or -1. */
  public int next(int from) {
    if (from >= size) {
      return -1;
    }
    int index = from >>> 6;
    long word = words[index] & (-1L << from);
    while (word == 0) {
      if (++index == words.length) {
        return -1;
      }
      word = words[index];
    }
    return (index << 6) + Long.numberOfTrailingZeros(word);
  }

  /** Keeps the ordinals that are also in {@code other}, which has the same size. */
  public void and(OrdinalBits other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.words[i];
    }
  }

  /** Adds the ordinals of {@code other}, which has the same size. */
  public void or(OrdinalBits other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
  }

  /** Removes the ordinals of {@code other}, which has the same size. */
  public void andNot(OrdinalBits other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
  }

  /** Turns the set into its complement. */
  public void flip() {
    for (int i = 0; i < words.length; i++) {
      words[i] = ~words[i];
    }
    if ((size & 63) != 0) {
      words[words.length - 1] &= -1L >>> -size;
    }
  }

  /** Returns a copy that no longer follows this set. */
  public OrdinalBits copy() {
    return new OrdinalBits(words.clone(), size);
  }

  /**
   * Returns the bits themselves, 64 ordinals a word, lowest first; the bits past {@code size} are
   * zero. Shared, not copied: for the loops that cannot afford a call per ordinal.
   */
  public long[] words() {
    return words;
  }
}
