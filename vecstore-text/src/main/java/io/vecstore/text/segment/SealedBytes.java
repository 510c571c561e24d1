package io.vecstore.text.segment;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one section, which may be any bytes: what lies outside is an {@link
 * IndexOutOfBoundsException}, which who reads turns into an error that names the section.
 * Immutable.
 */
final class SealedBytes {

  private final MemorySegment bytes;
  private final String place;

  /** No bytes. */
  static final SealedBytes NONE = new SealedBytes(MemorySegment.NULL, "none");

  SealedBytes(Sections sections, String name) {
    this(sections.require(name), sections.origin() + "[" + name + "]");
  }

  private SealedBytes(MemorySegment bytes, String place) {
    this.bytes = bytes;
    this.place = place;
  }

  long size() {
    return bytes.byteSize();
  }

  MemorySegment segment() {
    return bytes;
  }

  int u8(long at) {
    return bytes.get(SealedLayout.U8, at) & 0xFF;
  }

  int u16(long at) {
    return bytes.get(SealedLayout.U16, at) & 0xFFFF;
  }

  int i32(long at) {
    return bytes.get(SealedLayout.I32, at);
  }

  long u32(long at) {
    return bytes.get(SealedLayout.I32, at) & 0xFFFFFFFFL;
  }

  long i64(long at) {
    return bytes.get(SealedLayout.I64, at);
  }

  /** Copies bytes. */
  void bytes(long at, byte[] into, int from, int count) {
    MemorySegment.copy(bytes, SealedLayout.U8, at, into, from, count);
  }

  /** Copies little-endian ints. */
  void ints(long at, int[] into, int count) {
    MemorySegment.copy(bytes, SealedLayout.I32, at, into, 0, count);
  }

  CorruptStoreException corrupt(long at, String detail) {
    return new CorruptStoreException(place, at, detail);
  }

  CorruptStoreException outside(IndexOutOfBoundsException cause) {
    CorruptStoreException corrupt =
        new CorruptStoreException(place, -1, "it points outside: " + cause.getMessage());
    corrupt.addSuppressed(cause);
    return corrupt;
  }
}
