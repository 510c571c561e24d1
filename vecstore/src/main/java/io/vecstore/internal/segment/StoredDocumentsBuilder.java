package io.vecstore.internal.segment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vecstore.core.spi.Section;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the sections that {@link StoredDocuments} reads. For one thread. */
final class StoredDocumentsBuilder {

  private static final int BLOCK_BYTES = 16 << 10;

  private final Arena arena;
  private final List<MemorySegment> blocks = new ArrayList<>();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final List<Integer> ends = new ArrayList<>();
  private long offset;
  private int count;

  /** Creates a builder whose sections live as long as the arena. */
  StoredDocumentsBuilder(Arena arena) {
    this.arena = arena;
  }

  /** Appends the row of the next ordinal. */
  void add(StoredRow row) {
    rows.writeBytes(RowCodec.encode(row));
    ends.add(rows.size());
    count++;
    if (rows.size() >= BLOCK_BYTES) {
      flush();
    }
  }

  private void flush() {
    int length = StoredDocuments.BLOCK_HEADER + 4 * ends.size() + rows.size();
    ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(0).putInt(ends.size());
    ends.forEach(block::putInt);
    block.put(rows.toByteArray());
    CRC32C crc = new CRC32C();
    crc.update(block.array(), 4, length - 4);
    block.putInt(0, (int) crc.getValue());
    MemorySegment copy = arena.allocate(length);
    MemorySegment.copy(block.array(), 0, copy, JAVA_BYTE, 0, length);
    blocks.add(copy);
    ByteBuffer entry =
        ByteBuffer.allocate(StoredDocuments.DIRECTORY_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(count - ends.size()).putInt(length).putLong(offset);
    directory.writeBytes(entry.array());
    offset += length;
    rows.reset();
    ends.clear();
  }

  /** Returns the two sections. */
  List<Section> build() {
    if (!ends.isEmpty()) {
      flush();
    }
    byte[] entries = directory.toByteArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(StoredDocuments.DIRECTORY_HEADER + entries.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(blocks.size()).putInt(count).put(entries);
    MemorySegment copy = arena.allocate(bytes.capacity(), 8);
    MemorySegment.copy(bytes.array(), 0, copy, JAVA_BYTE, 0, bytes.capacity());
    return List.of(
        new Section(StoredDocuments.DOCS, 1, blocks),
        Section.of(StoredDocuments.DIRECTORY, 1, copy));
  }
}
