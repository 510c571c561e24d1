package io.vecstore.persist.fs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * The bytes of a file in memory, which grow by doubling. The collector frees them when nobody
 * refers to them.
 */
final class MemBytes {

  private static final long SMALLEST = 256;

  private MemorySegment memory;
  private long size;

  MemBytes(long expected) {
    memory = allocate(Math.max(SMALLEST, expected));
  }

  synchronized void write(ByteBuffer bytes, long offset) {
    long end = offset + bytes.remaining();
    if (end > memory.byteSize()) {
      MemorySegment larger = allocate(Math.max(end, 2 * memory.byteSize()));
      MemorySegment.copy(memory, 0, larger, 0, size);
      memory = larger;
    }
    MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, memory, offset, bytes.remaining());
    bytes.position(bytes.limit());
    size = Math.max(size, end);
  }

  synchronized int read(ByteBuffer into, long offset) {
    if (offset >= size) {
      return into.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(into.remaining(), size - offset);
    MemorySegment.copy(memory, offset, MemorySegment.ofBuffer(into), 0, count);
    into.position(into.position() + count);
    return count;
  }

  synchronized long size() {
    return size;
  }

  synchronized MemorySegment view() {
    return memory.asSlice(0, size).asReadOnly();
  }

  private static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(bytes, 64);
  }
}
