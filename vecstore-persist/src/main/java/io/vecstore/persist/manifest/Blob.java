package io.vecstore.persist.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Immutable bytes whose meaning belongs to somebody else. */
public final class Blob {

  /** No bytes. */
  public static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a copy of the bytes as a value. */
  public static Blob of(byte[] bytes) {
    return new Blob(bytes.clone());
  }

  /** Returns the UTF-8 bytes of a text. */
  public static Blob utf8(String text) {
    return new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Returns the text whose UTF-8 bytes these are. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
