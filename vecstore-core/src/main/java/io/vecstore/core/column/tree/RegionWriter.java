package io.vecstore.core.column.tree;

import io.vecstore.core.spi.Section;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Puts one region after the other, each aligned, and remembers where they lie. */
final class RegionWriter {

  private final Arena arena = Arena.ofAuto();
  private final List<MemorySegment> parts = new ArrayList<>();
  private long size = ColumnLayout.HEADER_BYTES;

  /** Appends numbers; returns their offset. */
  long longs(long[] numbers) {
    MemorySegment region = region((long) numbers.length * Long.BYTES);
    MemorySegment.copy(numbers, 0, region, ColumnLayout.LONG, 0, numbers.length);
    return append(region);
  }

  /** Appends numbers; returns their offset. */
  long ints(int[] numbers) {
    MemorySegment region = region((long) numbers.length * Integer.BYTES);
    MemorySegment.copy(numbers, 0, region, ColumnLayout.INT, 0, numbers.length);
    return append(region);
  }

  /** Appends bytes, one run after the other; returns the offset of the first. */
  long bytes(List<byte[]> runs, long length) {
    MemorySegment region = region(length);
    long at = 0;
    for (byte[] run : runs) {
      MemorySegment.copy(run, 0, region, ValueLayout.JAVA_BYTE, at, run.length);
      at += run.length;
    }
    return append(region);
  }

  private MemorySegment region(long length) {
    long aligned = (length + ColumnLayout.ALIGNMENT - 1) & -ColumnLayout.ALIGNMENT;
    return arena.allocate(aligned, ColumnLayout.ALIGNMENT);
  }

  private long append(MemorySegment region) {
    long offset = size;
    parts.add(region);
    size += region.byteSize();
    return offset;
  }

  /** Returns the section: the header, the regions, the directory. */
  Section section(int rows, byte[] directory) {
    MemorySegment header = arena.allocate(ColumnLayout.HEADER_BYTES, ColumnLayout.ALIGNMENT);
    header.set(ColumnLayout.INT, 0, rows);
    header.set(ColumnLayout.LONG, ColumnLayout.DIRECTORY_OFFSET, size);
    header.set(ColumnLayout.LONG, ColumnLayout.DIRECTORY_LENGTH, directory.length);
    List<MemorySegment> all = new ArrayList<>(parts.size() + 2);
    all.add(header);
    all.addAll(parts);
    all.add(MemorySegment.ofArray(directory));
    return new Section(ColumnLayout.SECTION, ColumnLayout.VERSION, all);
  }
}
