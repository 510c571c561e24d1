package io.vecstore.text.segment;

/** Reads a section from a place on. Not thread-safe. */
final class ByteReader {

  private final SealedBytes bytes;
  private long at;

  ByteReader(SealedBytes bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  long at() {
    return at;
  }

  void at(long at) {
    this.at = at;
  }

  /** Reads a number in [0, max]. */
  int varint(int max) {
    return (int) varint((long) max);
  }

  /** Reads a number in [0, max]. */
  long varint(long max) {
    long start = at;
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = bytes.u8(at++);
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        if (value > max) {
          throw bytes.corrupt(start, value + " where at most " + max + " can be");
        }
        return value;
      }
    }
    throw bytes.corrupt(start, "a number of more than 63 bits");
  }

  /** Passes over numbers. */
  void skip(long numbers) {
    for (long left = numbers; left > 0; ) {
      left -= bytes.u8(at++) < 0x80 ? 1 : 0;
    }
  }

  /** Fills {@code into[from, from + count)}. */
  void read(byte[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = (byte) bytes.u8(at++);
    }
  }
}
