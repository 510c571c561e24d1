package io.vecstore.text.token;

/** Questions about code points that the JDK does not answer in one call. */
final class CodePoints {

  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK;

  private CodePoints() {}

  /** Returns whether it is a combining mark. */
  static boolean isMark(int point) {
    return point >= 0x300 && (MARKS >> Character.getType(point) & 1) != 0;
  }
}
