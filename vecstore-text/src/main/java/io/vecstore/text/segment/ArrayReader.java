package io.vecstore.text.segment;

import io.vecstore.core.error.CorruptStoreException;

/** Reads numbers from a copy of a part of a section. Not thread-safe. */
final class ArrayReader {

  private final SealedBytes bytes;
  private final long start;
  private final byte[] copy;
  private final int size;
  private int at;

  /**
   * Copies a part of a section and starts to read it.
   *
   * @param start where the part is
   * @param size how long it is; a part that reaches beyond the section ends there
   * @param room at least {@code size} bytes, the reader's alone while it is used
   */
  ArrayReader(SealedBytes bytes, long start, int size, byte[] room) {
    this.bytes = bytes;
    this.start = start;
    this.copy = room;
    if (start < 0 || start > bytes.size()) {
      throw new IndexOutOfBoundsException("byte " + start + " of " + bytes.size());
    }
    this.size = (int) Math.min(size, bytes.size() - start);
    bytes.bytes(start, room, 0, this.size);
  }

  /** Returns where in the copy the next byte is. */
  int at() {
    return at;
  }

  /** Returns the bytes; borrowed. */
  byte[] bytes() {
    return copy;
  }

  /** Passes over some bytes. */
  void pass(int count) {
    if (count > size - at) {
      throw corrupt(count + " bytes, but " + (size - at) + " are left");
    }
    at += count;
  }

  /** Reads a number in [0, max]. */
  int varint(int max) {
    return (int) varint((long) max);
  }

  /** Reads a number in [0, max]. */
  long varint(long max) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at == size) {
        throw corrupt("a number beyond the end");
      }
      byte b = copy[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        if (value > max) {
          throw corrupt(value + " where at most " + max + " can be");
        }
        return value;
      }
    }
    throw corrupt("a number of more than 63 bits");
  }

  CorruptStoreException corrupt(String detail) {
    return bytes.corrupt(start + at, detail);
  }
}
