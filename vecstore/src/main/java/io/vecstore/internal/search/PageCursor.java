package io.vecstore.internal.search;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.query.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a ranking: after the hit with a score and an id.
 *
 * @param score of the last hit
 * @param id of the last hit
 * @param seen how many hits are before the place, about
 */
record PageCursor(float score, String id, int seen) {

  static final PageCursor START = new PageCursor(Float.POSITIVE_INFINITY, "", 0);

  private static final int HEADER = 9;
  private static final byte VERSION = 1;

  static PageCursor after(Hit last, int seen) {
    return new PageCursor(last.score(), last.id(), seen);
  }

  /**
   * Reads what {@link #toString} printed.
   *
   * @throws InvalidInputException if it is something else
   */
  static PageCursor parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("not a page cursor: \"" + text + '"');
    }
    if (bytes.length < HEADER || bytes[0] != VERSION) {
      throw new InvalidInputException("not a page cursor: \"" + text + '"');
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    float score = in.getFloat();
    int seen = in.getInt();
    if (Float.isNaN(score) || seen < 0) {
      throw new InvalidInputException("not a page cursor: \"" + text + '"');
    }
    return new PageCursor(
        score, new String(bytes, HEADER, bytes.length - HEADER, StandardCharsets.UTF_8), seen);
  }

  /** Returns whether the place is before a hit. */
  boolean isBefore(Hit hit) {
    return hit.score() < score || (hit.score() == score && hit.id().compareTo(id) > 0);
  }

  /** Returns the place as text of letters, digits, {@code -} and {@code _}. */
  @Override
  public String toString() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(HEADER + name.length);
    out.put(VERSION).putFloat(score).putInt(seen).put(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
  }
}
