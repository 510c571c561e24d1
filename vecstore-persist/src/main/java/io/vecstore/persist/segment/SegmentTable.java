package io.vecstore.persist.segment;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The table of a segment file, read and verified: what is where, and the checksum of each block.
 */
final class SegmentTable {

  private final String origin;
  private final List<SectionEntry> entries;
  private final ByteBuffer checksums;

  private SegmentTable(String origin, List<SectionEntry> entries, ByteBuffer checksums) {
    this.origin = origin;
    this.entries = entries;
    this.checksums = checksums;
  }

  List<SectionEntry> entries() {
    return entries;
  }

  /** Reads the ends of a file whose length and footer checksum the manifest knows. */
  static SegmentTable read(StoreFile file, SegmentRef ref, String origin) throws IOException {
    long size = file.size();
    if (size != ref.bytes() || size < SegmentLayout.HEADER_BYTES + SegmentLayout.FOOTER_BYTES) {
      throw new CorruptStoreException(
          origin, -1, "it has " + size + " bytes, expected " + ref.bytes());
    }
    ByteBuffer header = read(file, 0, SegmentLayout.HEADER_BYTES);
    long footerAt = size - SegmentLayout.FOOTER_BYTES;
    ByteBuffer footer = read(file, footerAt, SegmentLayout.FOOTER_BYTES);
    checkEnds(header, footer, ref, origin);
    long checksumsAt = footer.getLong(0);
    long tableAt = footer.getLong(8);
    int blocks = footer.getInt(16);
    int sections = footer.getInt(20);
    long length = footerAt - checksumsAt;
    if (blocks < 0
        || sections < 0
        || checksumsAt < SegmentLayout.HEADER_BYTES
        || length < 0
        || length > Integer.MAX_VALUE
        || tableAt != SegmentLayout.align(checksumsAt + 4L * blocks, 0)
        || footerAt != tableAt + (long) SegmentLayout.ENTRY_BYTES * sections) {
      throw new CorruptStoreException(origin, footerAt, "the footer contradicts itself");
    }
    ByteBuffer end = read(file, checksumsAt, (int) length);
    if (Checksum.of(end, 0, (int) length) != footer.getInt(40)) {
      throw new CorruptStoreException(origin, checksumsAt, "the table's checksum is wrong");
    }
    ByteBuffer table = end.slice((int) (tableAt - checksumsAt), (int) (footerAt - tableAt));
    List<SectionEntry> entries = entries(table.order(ByteOrder.LITTLE_ENDIAN), sections, origin);
    checkPlaces(entries, checksumsAt, blocks, origin);
    return new SegmentTable(origin, entries, end);
  }

  private static void checkEnds(
      ByteBuffer header, ByteBuffer footer, SegmentRef ref, String origin) {
    int crc = Checksum.of(footer, 0, SegmentLayout.FOOTER_CRC);
    long footerAt = ref.bytes() - SegmentLayout.FOOTER_BYTES;
    if (footer.getInt(SegmentLayout.FOOTER_CRC) != crc
        || footer.getInt(SegmentLayout.FOOTER_CRC + 4) != SegmentLayout.END_MAGIC) {
      throw new CorruptStoreException(origin, footerAt, "the footer's checksum is wrong");
    }
    if (crc != ref.footerCrc()) {
      throw new CorruptStoreException(
          origin, footerAt, "it is another segment than the manifest names");
    }
    int headerCrc = Checksum.of(header, 0, SegmentLayout.HEADER_CRC);
    if (header.getInt(0) != SegmentLayout.MAGIC
        || headerCrc != header.getInt(SegmentLayout.HEADER_CRC)
        || headerCrc != footer.getInt(44)) {
      throw new CorruptStoreException(origin, 0, "the header's checksum is wrong");
    }
    int oldestReader = header.getShort(6) & 0xFFFF;
    if (oldestReader > SegmentLayout.FORMAT || header.getInt(32) != 0) {
      int format = header.getShort(4) & 0xFFFF;
      throw new UnsupportedFormatException(origin, format, SegmentLayout.FORMAT);
    }
  }

  private static List<SectionEntry> entries(ByteBuffer table, int count, String origin) {
    List<SectionEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      SectionEntry entry = SectionEntry.decode(table, origin);
      if (!names.add(entry.name())) {
        throw new CorruptStoreException(origin, -1, "two sections are named " + entry.name());
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }

  private static void checkPlaces(List<SectionEntry> entries, long end, int blocks, String origin) {
    long free = SegmentLayout.HEADER_BYTES;
    int block = 0;
    for (SectionEntry entry : entries) {
      long at = entry.position();
      long length = entry.length();
      boolean inside =
          at >= free && (at & 63) == 0 && at <= end && length >= 0 && length <= end - at;
      if (!inside || entry.firstBlock() != block) {
        throw new CorruptStoreException(
            origin + "[" + entry.name() + "]", at, "the section lies where it cannot");
      }
      free = at + length;
      block += SegmentLayout.blocks(length);
    }
    if (block != blocks) {
      throw new CorruptStoreException(origin, end, blocks + " checksums, expected " + block);
    }
  }

  /**
   * Compares a section on disk with its checksums.
   *
   * @param buffer scratch, of {@link #scratchBytes}
   * @param pace is told after each block how many bytes were read
   * @return the position in the file of the first damaged block, or -1 if there is none
   */
  long verify(StoreFile file, SectionEntry entry, ByteBuffer buffer, LongConsumer pace)
      throws IOException {
    for (long at = 0; at < entry.length(); at += SegmentLayout.BLOCK_BYTES) {
      buffer.clear().limit((int) Math.min(SegmentLayout.BLOCK_BYTES, entry.length() - at));
      file.readFully(buffer, entry.position() + at);
      if (Checksum.of(buffer, 0, buffer.limit()) != expected(entry, at)) {
        return entry.position() + at;
      }
      pace.accept(buffer.limit());
    }
    return -1;
  }

  /**
   * Compares a section with its checksums in a copy of the file in memory, which must not be a
   * mapping.
   */
  long verify(ByteBuffer copy, SectionEntry entry) {
    for (long at = 0; at < entry.length(); at += SegmentLayout.BLOCK_BYTES) {
      int length = (int) Math.min(SegmentLayout.BLOCK_BYTES, entry.length() - at);
      if (Checksum.of(copy, (int) (entry.position() + at), length) != expected(entry, at)) {
        return entry.position() + at;
      }
    }
    return -1;
  }

  private int expected(SectionEntry entry, long at) {
    return checksums.getInt(4 * (entry.firstBlock() + (int) (at / SegmentLayout.BLOCK_BYTES)));
  }

  /** Returns how many bytes the verification of any section needs at a time. */
  int scratchBytes() {
    long largest = entries.stream().mapToLong(SectionEntry::length).max().orElse(0);
    return (int) Math.min(SegmentLayout.BLOCK_BYTES, largest);
  }

  String origin(SectionEntry entry) {
    return origin + "[" + entry.name() + "]";
  }

  private static ByteBuffer read(StoreFile file, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.readFully(buffer, at);
    return buffer.clear();
  }
}
