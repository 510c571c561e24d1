package io.vecstore.persist.segment;

import io.vecstore.core.error.CorruptStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One line of a segment's table.
 *
 * @param name unique in the segment
 * @param version of the section's inner layout
 * @param derived whether the section can be built again from the others
 * @param position where it starts in the file
 * @param length in bytes
 * @param firstBlock the index of its first checksum
 */
record SectionEntry(
    String name, int version, boolean derived, long position, long length, int firstBlock) {

  void encode(ByteBuffer into) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    into.putLong(position).putLong(length).putInt(firstBlock).putInt(version);
    into.putShort((short) (derived ? SegmentLayout.DERIVED : 0)).putShort((short) text.length);
    into.putInt(0).put(text).put(new byte[SegmentLayout.MAX_NAME - text.length]);
  }

  static SectionEntry decode(ByteBuffer from, String origin) {
    long position = from.getLong();
    long length = from.getLong();
    int firstBlock = from.getInt();
    int version = from.getInt();
    int flags = from.getShort();
    int nameLength = from.getShort() & 0xFFFF;
    from.getInt();
    byte[] name = new byte[SegmentLayout.MAX_NAME];
    from.get(name);
    if (nameLength == 0 || nameLength > name.length) {
      throw new CorruptStoreException(origin, -1, "a section's name has length " + nameLength);
    }
    String text = new String(name, 0, nameLength, StandardCharsets.US_ASCII);
    boolean derived = (flags & SegmentLayout.DERIVED) != 0;
    return new SectionEntry(text, version, derived, position, length, firstBlock);
  }
}
