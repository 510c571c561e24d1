package io.vecstore.text.split;

/**
 * A part of a text.
 *
 * @param start its first UTF-16 unit
 * @param end one past its last
 */
record Span(int start, int end) {

  /** Returns the span without white space at its ends; empty if there is nothing else. */
  Span strip(String text) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }

  boolean isEmpty() {
    return start == end;
  }
}
