package io.vecstore.core.column.tree;

import io.vecstore.core.error.CorruptStoreException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of the section, and a place in its directory. Every step is checked: damage is an
 * error, never a crash.
 */
final class ColumnBytes {

  private final MemorySegment section;
  private final String origin;
  private long at;
  private final long end;

  ColumnBytes(MemorySegment section, String origin) {
    this.section = section;
    this.origin = origin;
    if (section.byteSize() < ColumnLayout.HEADER_BYTES) {
      throw corrupt(0, "a section of " + section.byteSize() + " bytes, too short for its header");
    }
    this.at = section.get(ColumnLayout.LONG, ColumnLayout.DIRECTORY_OFFSET);
    long length = section.get(ColumnLayout.LONG, ColumnLayout.DIRECTORY_LENGTH);
    region(at, length);
    this.end = at + length;
  }

  int rowsInHeader() {
    return section.get(ColumnLayout.INT, 0);
  }

  boolean atEnd() {
    return at == end;
  }

  int nextByte() {
    return section.get(ValueLayout.JAVA_BYTE, advance(Byte.BYTES)) & 0xFF;
  }

  /** Returns the next number, which is 0 or more. */
  int nextInt() {
    int value = section.get(ColumnLayout.INT, advance(Integer.BYTES));
    if (value < 0) {
      throw corrupt(at, "a count of " + Integer.toUnsignedString(value));
    }
    return value;
  }

  long nextLong() {
    return section.get(ColumnLayout.LONG, advance(Long.BYTES));
  }

  String nextName() {
    int length = nextByte() | nextByte() << Byte.SIZE;
    byte[] name = section.asSlice(advance(length), length).toArray(ValueLayout.JAVA_BYTE);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** Returns the bytes of a region whose offset comes next. */
  MemorySegment nextRegion(long length) {
    return region(nextLong(), length);
  }

  /** Returns the bytes of a region. */
  MemorySegment region(long offset, long length) {
    if (offset < 0 || length < 0 || offset > section.byteSize() - length) {
      throw corrupt(
          at,
          "%d bytes at %d of a section of %d bytes".formatted(length, offset, section.byteSize()));
    }
    return section.asSlice(offset, length);
  }

  private long advance(int bytes) {
    if (bytes > end - at) {
      throw corrupt(at, "the directory ends too early");
    }
    at += bytes;
    return at - bytes;
  }

  CorruptStoreException corrupt(String detail) {
    return corrupt(at, detail);
  }

  private CorruptStoreException corrupt(long offset, String detail) {
    return new CorruptStoreException(
        origin + "[" + ColumnLayout.SECTION + "]", -1, detail + " (byte " + offset + " of it)");
  }

  /** Returns the error that a region holds what it cannot. */
  CorruptStoreException damaged(String what, long found, long limit) {
    return corrupt(what + " " + found + ", expected 0 to " + limit);
  }
}
