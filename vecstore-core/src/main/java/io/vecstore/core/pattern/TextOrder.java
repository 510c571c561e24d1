package io.vecstore.core.pattern;

/** The order of texts: by code point, which is also the order of their UTF-8 bytes. */
public final class TextOrder {

  private TextOrder() {}

  /**
   * Returns a negative number, zero or a positive number as {@code a} is before, equal to or after
   * {@code b}.
   */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * Puts halves of surrogate pairs, which stand for code points from 0x10000, after all other
   * units.
   */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
