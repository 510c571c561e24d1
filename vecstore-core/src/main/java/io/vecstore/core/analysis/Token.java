package io.vecstore.core.analysis;

import java.util.Arrays;

/**
 * One token of a text, in a buffer that is used again for the next one. A {@link Tokenizer} fills
 * it; what it says is valid until the tokenizer is asked for the next token. Not thread-safe.
 */
public final class Token {

  private char[] chars = new char[32];
  private int length;
  private int start;
  private int end;
  private int increment = 1;

  /** Creates an empty token. */
  public Token() {}

  /**
   * Makes this the token {@code text[start, end)}, at the next position.
   *
   * @param start the first UTF-16 unit, at least 0
   * @param end one past the last UTF-16 unit, in [start, text.length()]
   */
  public void set(CharSequence text, int start, int end) {
    int size = end - start;
    if (size > chars.length) {
      chars = new char[Math.max(size, 2 * chars.length)];
    }
    text.getChars(start, end, chars, 0);
    this.length = size;
    this.start = start;
    this.end = end;
    this.increment = 1;
  }

  /** Replaces the characters and keeps offsets and position: for filters that change the term. */
  public void term(CharSequence term) {
    int size = term.length();
    if (size > chars.length) {
      chars = new char[Math.max(size, 2 * chars.length)];
    }
    term.getChars(0, size, chars, 0);
    length = size;
  }

  /** Makes this a copy of another token. */
  public void set(Token other) {
    if (other.length > chars.length) {
      chars = new char[other.chars.length];
    }
    System.arraycopy(other.chars, 0, chars, 0, other.length);
    length = other.length;
    start = other.start;
    end = other.end;
    increment = other.increment;
  }

  /** Appends one UTF-16 unit to the term. */
  public void append(char unit) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, 2 * length);
    }
    chars[length++] = unit;
  }

  /**
   * Returns the term's UTF-16 units, the first {@link #length} of the array; shared, may be changed
   * in place.
   */
  public char[] chars() {
    return chars;
  }

  /** Returns the number of UTF-16 units of the term. */
  public int length() {
    return length;
  }

  /** Shortens the term to its first {@code length} units, in [0, length()]. */
  public void length(int length) {
    if (length < 0 || length > this.length) {
      throw new IllegalArgumentException(
          "length " + length + " is outside [0, " + this.length + "]");
    }
    this.length = length;
  }

  /** Returns where the token starts in the text, in UTF-16 units. */
  public int start() {
    return start;
  }

  /** Returns one past where the token ends in the text, in UTF-16 units. */
  public int end() {
    return end;
  }

  /** Sets where the token lies in the text, in UTF-16 units. */
  public void span(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /**
   * Returns how many positions this token is after the one before: 1 for the next word, 2 where a
   * word between was left out, 0 for another form of the same word.
   */
  public int increment() {
    return increment;
  }

  /** Sets how many positions this token is after the one before, at least 0. */
  public void increment(int increment) {
    if (increment < 0) {
      throw new IllegalArgumentException("increment " + increment + " is negative");
    }
    this.increment = increment;
  }

  /** Returns the term. */
  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
