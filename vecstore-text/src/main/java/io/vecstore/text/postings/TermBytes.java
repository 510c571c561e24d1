package io.vecstore.text.postings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A term as UTF-8 in a buffer that is used again, so that a look-up makes no garbage. An unpaired
 * surrogate becomes U+FFFD. Not thread-safe.
 */
public final class TermBytes {

  private byte[] bytes = new byte[64];
  private int length;

  /** Creates an empty term. */
  public TermBytes() {}

  /** Returns the bytes of a term. */
  public static byte[] of(String term) {
    for (int i = 0; i < term.length(); i++) {
      if (Character.isSurrogate(term.charAt(i))) {
        TermBytes bytes = new TermBytes();
        bytes.set(term.toCharArray(), term.length());
        return bytes.copy();
      }
    }
    return term.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the term of the bytes; what is not UTF-8 becomes U+FFFD. */
  public static String string(byte[] term) {
    return new String(term, StandardCharsets.UTF_8);
  }

  /** Encodes the first {@code count} UTF-16 units. */
  public void set(char[] chars, int count) {
    if (bytes.length < 3 * count) {
      bytes = new byte[4 * count];
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      char unit = chars[i];
      if (unit < 0x80) {
        bytes[at++] = (byte) unit;
      } else if (unit < 0x800) {
        bytes[at++] = (byte) (0xC0 | (unit >> 6));
        bytes[at++] = (byte) (0x80 | (unit & 0x3F));
      } else if (Character.isHighSurrogate(unit)
          && i + 1 < count
          && Character.isLowSurrogate(chars[i + 1])) {
        int point = Character.toCodePoint(unit, chars[++i]);
        bytes[at++] = (byte) (0xF0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        int point = Character.isSurrogate(unit) ? 0xFFFD : unit;
        bytes[at++] = (byte) (0xE0 | (point >> 12));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    length = at;
  }

  /** Returns the buffer; its first {@link #length} bytes are the term. */
  public byte[] array() {
    return bytes;
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns the bytes in an array of their own. */
  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }
}
