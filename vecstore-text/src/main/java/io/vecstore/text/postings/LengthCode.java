package io.vecstore.text.postings;

/**
 * The length of a text in one byte, as Lucene keeps it: exact up to 40 terms, then with four
 * significant bits, rounded down. 0 is a text without terms.
 */
public final class LengthCode {

  /** The lengths below this stand for themselves: so many codes are left over by the others. */
  private static final int EXACT = 24;

  private static final int[] LENGTHS = new int[256];

  static {
    for (int code = 0; code < LENGTHS.length; code++) {
      LENGTHS[code] = code < EXACT ? code : EXACT + expand(code - EXACT);
    }
  }

  private LengthCode() {}

  /** Returns the code of a length of at least 0 terms. */
  public static byte encode(int length) {
    return (byte) (length < EXACT ? length : EXACT + compress(length - EXACT));
  }

  /** Returns the length that a code stands for. */
  public static int decode(byte code) {
    return LENGTHS[code & 0xFF];
  }

  /** Keeps the leading bit and the three after it: 5 bits of exponent, 3 of mantissa. */
  private static int compress(int value) {
    int bits = 32 - Integer.numberOfLeadingZeros(value);
    if (bits < 4) {
      return value;
    }
    int shift = bits - 4;
    return ((shift + 1) << 3) | ((value >>> shift) & 7);
  }

  private static int expand(int code) {
    int shift = (code >>> 3) - 1;
    return shift < 0 ? code : ((code & 7) | 8) << shift;
  }
}
