package io.vecstore.text.segment;

import io.vecstore.core.spi.Section;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that are written one after the other, in chunks, so that growing copies nothing. */
final class ByteSink {

  private static final int CHUNK = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[1 << 12];
  private int at;
  private long before;

  long size() {
    return before + at;
  }

  void u8(int value) {
    if (at == chunk.length) {
      next();
    }
    chunk[at++] = (byte) value;
  }

  void u16(int value) {
    u8(value);
    u8(value >>> 8);
  }

  void i32(int value) {
    u16(value);
    u16(value >>> 16);
  }

  void i64(long value) {
    i32((int) value);
    i32((int) (value >>> 32));
  }

  /** Writes a number of at least 0. */
  void varint(long value) {
    long rest = value;
    while (rest >= 0x80) {
      u8((int) rest | 0x80);
      rest >>>= 7;
    }
    u8((int) rest);
  }

  void bytes(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to) {
      if (at == chunk.length) {
        next();
      }
      int some = Math.min(to - start, chunk.length - at);
      System.arraycopy(bytes, start, chunk, at, some);
      at += some;
      start += some;
    }
  }

  /** Appends all of another sink. */
  void sink(ByteSink other) {
    for (byte[] each : other.full) {
      bytes(each, 0, each.length);
    }
    bytes(other.chunk, 0, other.at);
  }

  /** Forgets everything. */
  void clear() {
    full.clear();
    at = 0;
    before = 0;
  }

  /** Returns what was written as a section. */
  Section section(String name) {
    List<MemorySegment> parts = new ArrayList<>();
    for (byte[] each : full) {
      parts.add(MemorySegment.ofArray(each));
    }
    parts.add(MemorySegment.ofArray(Arrays.copyOf(chunk, at)));
    return new Section(name, SealedLayout.VERSION, parts);
  }

  private void next() {
    full.add(chunk);
    before += chunk.length;
    chunk = new byte[Math.min(CHUNK, 2 * chunk.length)];
    at = 0;
  }
}
