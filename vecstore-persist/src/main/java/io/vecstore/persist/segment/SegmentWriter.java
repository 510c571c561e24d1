package io.vecstore.persist.segment;

import io.vecstore.core.spi.Section;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes one segment file from its first byte to its last, forces it, and gives it its name. Until
 * a manifest lists the file, nobody knows of it. One thread.
 */
public final class SegmentWriter {

  private final StoreFile file;
  private final ByteBuffer staging;
  private final List<SectionEntry> entries = new ArrayList<>();
  private final List<Integer> checksums = new ArrayList<>();
  private long position;

  private SegmentWriter(StoreFile file, long expectedBytes) {
    this.file = file;
    this.staging = allocate((int) Math.min(SegmentLayout.BLOCK_BYTES, expectedBytes));
  }

  /**
   * Writes the file {@code seg-NUMBER.vseg}, and makes it and its name durable.
   *
   * @param primary the sections without which there is no segment
   * @param derived the sections that can be built again from the primary ones
   * @return the length and the footer's checksum, as the manifest names them
   */
  public static Written write(
      StoreFs fs, UUID storeId, long number, List<Section> primary, List<Section> derived)
      throws IOException {
    String name = SegmentRef.fileName(number);
    String building = "tmp-" + name;
    long expected = expectedBytes(primary) + expectedBytes(derived) + 4096;
    Written written;
    try (StoreFile file = fs.createNew(building, expected)) {
      SegmentWriter writer = new SegmentWriter(file, expected);
      written = writer.writeAll(storeId, number, primary, derived);
      file.force();
    }
    fs.rename(building, name);
    fs.syncDirectory("");
    return written;
  }

  /**
   * What identifies a written file.
   *
   * @param bytes its length
   * @param footerCrc its footer's checksum
   */
  public record Written(long bytes, int footerCrc) {}

  /** Returns the names that a failed attempt to write a segment may have left. */
  public static List<String> namesOf(long number) {
    String name = SegmentRef.fileName(number);
    return List.of("tmp-" + name, name);
  }

  private static long expectedBytes(List<Section> sections) {
    return sections.stream().mapToLong(section -> section.byteSize() + 4096).sum();
  }

  private Written writeAll(UUID id, long number, List<Section> primary, List<Section> derived)
      throws IOException {
    ByteBuffer header = header(id, number);
    int headerCrc = header.getInt(SegmentLayout.HEADER_CRC);
    put(header);
    for (Section section : primary) {
      writeSection(section, false);
    }
    for (Section section : derived) {
      writeSection(section, true);
    }
    return writeEnd(number, headerCrc);
  }

  private static ByteBuffer header(UUID storeId, long number) {
    ByteBuffer header = allocate(SegmentLayout.HEADER_BYTES);
    header.putInt(SegmentLayout.MAGIC).putShort((short) SegmentLayout.FORMAT);
    header.putShort((short) SegmentLayout.FORMAT);
    header.putLong(storeId.getMostSignificantBits()).putLong(storeId.getLeastSignificantBits());
    header.putLong(number);
    header.putInt(SegmentLayout.HEADER_CRC, Checksum.of(header, 0, SegmentLayout.HEADER_CRC));
    return header.clear();
  }

  private void writeSection(Section section, boolean derived) throws IOException {
    checkName(section.name());
    long length = section.byteSize();
    padTo(SegmentLayout.align(position, length));
    entries.add(
        new SectionEntry(
            section.name(), section.version(), derived, position, length, checksums.size()));
    staging.clear();
    for (MemorySegment part : section.parts()) {
      writePart(part);
    }
    flushBlock();
  }

  private void checkName(String name) {
    boolean taken = entries.stream().anyMatch(entry -> entry.name().equals(name));
    boolean ascii = name.chars().allMatch(c -> c > ' ' && c < 127);
    if (taken || !ascii || name.isEmpty() || name.length() > SegmentLayout.MAX_NAME) {
      throw new IllegalArgumentException("section name \"" + name + "\", taken: " + taken);
    }
  }

  /** Goes through a copy: the parts may be of any kind of memory, mapped ones included. */
  private void writePart(MemorySegment part) throws IOException {
    MemorySegment block = MemorySegment.ofBuffer(staging.duplicate().clear());
    long at = 0;
    while (at < part.byteSize()) {
      long count = Math.min(staging.remaining(), part.byteSize() - at);
      MemorySegment.copy(part, at, block, staging.position(), count);
      staging.position(staging.position() + (int) count);
      at += count;
      if (!staging.hasRemaining()) {
        flushBlock();
      }
    }
  }

  private void flushBlock() throws IOException {
    staging.flip();
    if (staging.hasRemaining()) {
      checksums.add(Checksum.of(staging, 0, staging.limit()));
      put(staging);
    }
    staging.clear();
  }

  private Written writeEnd(long number, int headerCrc) throws IOException {
    padTo(SegmentLayout.align(position, 0));
    long checksumsAt = position;
    long tableAt = SegmentLayout.align(checksumsAt + 4L * checksums.size(), 0);
    int length =
        Math.toIntExact(tableAt - checksumsAt) + SegmentLayout.ENTRY_BYTES * entries.size();
    ByteBuffer end = allocate(length);
    checksums.forEach(end::putInt);
    end.position((int) (tableAt - checksumsAt));
    entries.forEach(entry -> entry.encode(end));
    put(end.flip());
    ByteBuffer footer = allocate(SegmentLayout.FOOTER_BYTES);
    footer.putLong(checksumsAt).putLong(tableAt);
    footer.putInt(checksums.size()).putInt(entries.size());
    footer.putLong(position + SegmentLayout.FOOTER_BYTES).putLong(number);
    footer.putInt(Checksum.of(end, 0, length)).putInt(headerCrc);
    int crc = Checksum.of(footer, 0, SegmentLayout.FOOTER_CRC);
    footer.putInt(SegmentLayout.FOOTER_CRC, crc);
    footer.putInt(SegmentLayout.FOOTER_CRC + 4, SegmentLayout.END_MAGIC);
    put(footer.clear());
    return new Written(position, crc);
  }

  private void padTo(long target) throws IOException {
    put(allocate((int) (target - position)));
  }

  private void put(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    file.write(bytes, position);
    position += count;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
