package io.vecstore.text.split;

/**
 * How long a text is, in a unit of one's choice. The length of a text is at most the sum of the
 * lengths of its parts, and no part is longer than the whole.
 */
@FunctionalInterface
public interface TextMeasure {

  /** Returns the length of {@code text[start, end)}, at least 0. */
  int length(CharSequence text, int start, int end);

  /** Returns the measure by UTF-16 units, which are characters in most scripts. */
  static TextMeasure characters() {
    return (text, start, end) -> end - start;
  }

  /** Returns the measure by words: runs of anything but white space. */
  static TextMeasure words() {
    return (text, start, end) -> {
      int words = 0;
      boolean inside = false;
      for (int i = start; i < end; i++) {
        boolean space = Character.isWhitespace(text.charAt(i));
        words += !space && !inside ? 1 : 0;
        inside = !space;
      }
      return words;
    };
  }

  /** Returns the measure by tokens of a language model, estimated as one for four characters. */
  static TextMeasure tokens() {
    return (text, start, end) -> (end - start + 3) / 4;
  }
}
