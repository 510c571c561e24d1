package io.vecstore.text.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a section from a place on, through a small buffer, for a byte of a memory segment costs
 * more than one of an array. Not thread-safe.
 */
final class ByteReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The high bit of each byte. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final SealedBytes bytes;
  private final byte[] buffer;

  /** Where the buffer's first byte is in the section. */
  private long base;

  private int next;
  private int limit;

  /**
   * Creates a reader.
   *
   * @param buffer the reader's alone while it is used
   */
  ByteReader(SealedBytes bytes, long at, byte[] buffer) {
    this.bytes = bytes;
    this.base = at;
    this.buffer = buffer;
  }

  long at() {
    return base + next;
  }

  void at(long at) {
    if (at >= base && at <= base + limit) {
      next = (int) (at - base);
    } else {
      base = at;
      next = 0;
      limit = 0;
    }
  }

  private byte u8() {
    if (next == limit) {
      fill();
    }
    return buffer[next++];
  }

  private void fill() {
    base += next;
    next = 0;
    limit = 0;
    long left = bytes.size() - base;
    if (base < 0 || left <= 0) {
      throw new IndexOutOfBoundsException("byte " + base + " of " + bytes.size());
    }
    int some = (int) Math.min(left, buffer.length);
    bytes.bytes(base, buffer, 0, some);
    limit = some;
  }

  /** Reads a number in [0, max]. */
  int varint(int max) {
    return (int) varint((long) max);
  }

  /** Reads a number in [0, max]. */
  long varint(long max) {
    long value = u8();
    if (value < 0) {
      value = rest(value & 0x7F);
    }
    if (value > max) {
      throw bytes.corrupt(at(), value + " where at most " + max + " can be");
    }
    return value;
  }

  private long rest(long first) {
    long value = first;
    for (int shift = 7; shift < 63; shift += 7) {
      byte b = u8();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw bytes.corrupt(at(), "a number of more than 63 bits");
  }

  /** Passes over numbers, whose ends are the bytes without the high bit: eight bytes at a time. */
  void skip(long numbers) {
    long left = numbers;
    while (left > 0) {
      if (left >= Long.BYTES && limit - next >= Long.BYTES) {
        long eight = (long) LONGS.get(buffer, next);
        left -= Long.bitCount(~eight & HIGH_BITS);
        next += Long.BYTES;
      } else {
        left -= u8() >= 0 ? 1 : 0;
      }
    }
  }

  /** Fills {@code into[from, from + count)}. */
  void read(byte[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = u8();
    }
  }
}
