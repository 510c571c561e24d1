package io.vecstore.core.spi;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One named run of bytes of a segment file, as an engine hands it to be written.
 *
 * @param name unique within the segment, lower case, for example {@code graph}
 * @param version the layout's version, known to the engine alone
 * @param parts the bytes, one part after the other; borrowed until the segment is written
 */
public record Section(String name, int version, List<MemorySegment> parts) {

  /** Copies the list, not the bytes. */
  public Section {
    parts = List.copyOf(parts);
  }

  /** Returns a section of one part. */
  public static Section of(String name, int version, MemorySegment bytes) {
    return new Section(name, version, List.of(bytes));
  }

  /** Returns the length in bytes. */
  public long byteSize() {
    return parts.stream().mapToLong(MemorySegment::byteSize).sum();
  }
}
