package io.vecstore.core.pattern;

/**
 * Equality of letters without regard to case: one code point with another, so that it needs no
 * locale.
 */
final class LetterCase {

  private LetterCase() {}

  /** Returns one code point for all that differ in case only. */
  static int fold(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
