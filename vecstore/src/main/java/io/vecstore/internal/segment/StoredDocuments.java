package io.vecstore.internal.segment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The metadata and texts of a sealed segment, by ordinal. Two primary sections, little endian:
 *
 * <pre>
 * docs     blocks of at least one row and about 16 KiB:
 *          crc32c u32, of the rest | rows u32 | end u32 × rows, from the first byte of the first row | rows
 *          row: lsn u64 | metadata length u32 | text length u32, or -1 for no text | metadata | text, UTF-8
 * docsdir  blocks u32 | rows u32 | (first row u32, length u32, offset u64) × blocks
 * </pre>
 *
 * A block's checksum is verified on a copy of it before anything in it is believed, once while the
 * segment is open. After that a row is read alone: a search that returns ten hits must not read ten
 * blocks.
 */
final class StoredDocuments {

  static final String DOCS = "docs";
  static final String DIRECTORY = "docsdir";
  static final int DIRECTORY_HEADER = 8;
  static final int DIRECTORY_ENTRY = 16;
  static final int BLOCK_HEADER = 8;
  static final int ROW_HEADER = 16;

  private final String origin;
  private final MemorySegment docs;
  private final ByteBuffer directory;
  private final int blocks;
  private final int rows;

  /** Whether a block was verified; raced for, since two threads may well verify the same block. */
  private final boolean[] verified;

  private StoredDocuments(String origin, MemorySegment docs, ByteBuffer directory) {
    this.origin = origin;
    this.docs = docs;
    this.directory = directory;
    this.blocks = directory.getInt(0);
    this.rows = directory.getInt(4);
    this.verified = new boolean[blocks];
  }

  /**
   * Opens the documents of a segment.
   *
   * @param rows the number of rows that the segment must have
   * @throws CorruptStoreException if the directory is damaged
   */
  static StoredDocuments open(Sections sections, int rows) {
    MemorySegment bytes = sections.require(DIRECTORY);
    long blocks =
        bytes.byteSize() < DIRECTORY_HEADER
            ? -1
            : (bytes.byteSize() - DIRECTORY_HEADER) / DIRECTORY_ENTRY;
    if (blocks < 0
        || blocks > rows
        || bytes.byteSize() != DIRECTORY_HEADER + blocks * DIRECTORY_ENTRY) {
      throw new CorruptStoreException(
          sections.origin() + "[" + DIRECTORY + "]", 0, "a length of " + bytes.byteSize());
    }
    ByteBuffer directory = ByteBuffer.wrap(bytes.toArray(JAVA_BYTE)).order(ByteOrder.LITTLE_ENDIAN);
    if (directory.getInt(0) != blocks || directory.getInt(4) != rows) {
      throw new CorruptStoreException(
          sections.origin() + "[" + DIRECTORY + "]", 0, "not the directory of " + rows + " rows");
    }
    return new StoredDocuments(sections.origin(), sections.require(DOCS), directory);
  }

  /**
   * Returns the row of an ordinal in {@code [0, rows)}.
   *
   * @param id the row's id, which stands elsewhere
   * @throws CorruptStoreException if the block is damaged
   */
  StoredRow row(int ordinal, String id) {
    int block = blockOf(ordinal);
    int entry = DIRECTORY_HEADER + block * DIRECTORY_ENTRY;
    long offset = directory.getLong(entry + 8);
    int length = directory.getInt(entry + 4);
    if (!verified[block]) {
      verify(offset, length);
      verified[block] = true;
    }
    ByteBuffer bytes = docs.asSlice(offset, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.getInt(4);
    int index = ordinal - directory.getInt(entry);
    long start = BLOCK_HEADER + 4L * count;
    if (count < 0 || start > length || index < 0 || index >= count) {
      throw damaged(offset, "row " + index + " of a block of " + count);
    }
    int from = index == 0 ? 0 : bytes.getInt(BLOCK_HEADER + 4 * (index - 1));
    int to = bytes.getInt(BLOCK_HEADER + 4 * index);
    if (from < 0 || to - from < ROW_HEADER || start + to > length) {
      throw damaged(offset, "a row from " + from + " to " + to);
    }
    try {
      byte[] row = new byte[to - from];
      bytes.get((int) start + from, row);
      return RowCodec.decode(id, ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN));
    } catch (RuntimeException e) {
      throw damaged(offset, "row " + index + ": " + e.getMessage());
    }
  }

  private int blockOf(int ordinal) {
    int low = 0;
    int high = blocks - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (directory.getInt(DIRECTORY_HEADER + middle * DIRECTORY_ENTRY) <= ordinal) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Copies before it checks: a checksum over a map of a failing disk would end the process. */
  private void verify(long offset, int length) {
    if (offset < 0 || length < BLOCK_HEADER || offset > docs.byteSize() - length) {
      throw damaged(offset, "a block of " + length + " bytes in " + docs.byteSize());
    }
    byte[] bytes = new byte[length];
    MemorySegment.copy(docs, JAVA_BYTE, offset, bytes, 0, length);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 4, length - 4);
    int expected = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    if ((int) crc.getValue() != expected) {
      throw damaged(
          offset, String.format("checksum %08x, expected %08x", (int) crc.getValue(), expected));
    }
  }

  private CorruptStoreException damaged(long offset, String detail) {
    return new CorruptStoreException(
        origin + "[" + DOCS + "]", offset, detail + " (of " + rows + " rows)");
  }
}
