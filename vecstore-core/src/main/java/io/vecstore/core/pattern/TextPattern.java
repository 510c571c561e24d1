package io.vecstore.core.pattern;

import io.vecstore.core.error.InvalidInputException;

/** Decides whether a text has a form. Immutable; safe from any thread. */
@FunctionalInterface
public interface TextPattern {

  /** Returns whether the text has the form. */
  boolean matches(String text);

  /**
   * Returns a pattern for whole texts in which {@code %} stands for any run of characters, also
   * none, {@code _} for one, and a backslash takes the meaning away from the character after it.
   *
   * @throws InvalidInputException if the pattern ends with a backslash
   */
  static TextPattern like(String pattern) {
    return new LikePattern(pattern, false);
  }

  /**
   * Returns {@link #like} without regard to case.
   *
   * @throws InvalidInputException if the pattern ends with a backslash
   */
  static TextPattern likeIgnoringCase(String pattern) {
    return new LikePattern(pattern, true);
  }

  /** Returns what every text begins with that has the form of a LIKE pattern; may be empty. */
  static String likePrefix(String pattern) {
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        break;
      }
      boolean escape = c == '\\' && i + 1 < pattern.length();
      prefix.append(escape ? pattern.charAt(++i) : c);
    }
    return prefix.toString();
  }

  /**
   * Returns a pattern for texts in which the words stand one after the other. A word is a run of
   * letters and digits; case and what is between the words do not count. Words that are none match
   * no text.
   */
  static TextPattern words(String words) {
    return new WordsPattern(words);
  }

  /**
   * Returns a pattern for texts in which a regular expression is found: {@code . [a-z] [^a-z] \d \w
   * \s \b ^ $ | ( ) * + ? {2,5}}, and {@code (?i)} at the start to disregard case, {@code (?s)} to
   * let the dot match line ends.
   *
   * @throws InvalidInputException if the expression has another form, more than 256 characters, or
   *     repeats more than 1000 times; the message says where
   */
  static TextPattern regex(String expression) {
    return new RegexParser(expression).parse();
  }
}
