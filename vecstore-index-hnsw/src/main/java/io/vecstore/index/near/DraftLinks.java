package io.vecstore.index.near;

import io.vecstore.index.beam.Beam;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The links that nodes chose for themselves, with their closeness, and who chose a node. Different
 * nodes may be set by different threads; {@link #turn} is for one alone, and what it found may then
 * be read by all.
 */
public final class DraftLinks {

  private final int width;
  private final MemorySegment keys;
  private final byte[] sizes;
  private final long[] starts;
  private MemorySegment inward = MemorySegment.NULL;

  /**
   * Creates a draft without links.
   *
   * @param width the most links of a node, at most 255
   * @param arena owns {@code 8 * width} bytes for each node
   */
  public DraftLinks(int count, int width, Arena arena) {
    this.width = width;
    keys = arena.allocate((long) count * width * Long.BYTES, Long.BYTES);
    sizes = new byte[count];
    starts = new long[count + 1];
  }

  /**
   * Replaces the links of a node by {@code links[0..size)}, keys as {@link Beam#key} packs them.
   */
  public void set(int node, long[] links, int size) {
    MemorySegment.copy(
        links, 0, keys, ValueLayout.JAVA_LONG, (long) node * width * Long.BYTES, size);
    sizes[node] = (byte) size;
  }

  /** Copies the links of a node and returns how many there are. */
  public int copy(int node, long[] into) {
    int size = sizes[node] & 255;
    MemorySegment.copy(
        keys, ValueLayout.JAVA_LONG, (long) node * width * Long.BYTES, into, 0, size);
    return size;
  }

  /**
   * Finds, for each node, who links to it.
   *
   * @param arena owns 8 bytes for each link
   */
  public void turn(Arena arena) {
    int count = sizes.length;
    long[] ends = new long[count + 1];
    long[] links = new long[width];
    for (int node = 0; node < count; node++) {
      int size = copy(node, links);
      for (int i = 0; i < size; i++) {
        ends[Beam.slotOf(links[i]) + 1]++;
      }
    }
    for (int node = 0; node < count; node++) {
      ends[node + 1] += ends[node];
    }
    System.arraycopy(ends, 0, starts, 0, count + 1);
    inward = arena.allocate(Math.max(1, ends[count] * Long.BYTES), Long.BYTES);
    for (int node = 0; node < count; node++) {
      int size = copy(node, links);
      for (int i = 0; i < size; i++) {
        long key = Beam.key(node, Beam.closenessOf(links[i]));
        inward.setAtIndex(ValueLayout.JAVA_LONG, ends[Beam.slotOf(links[i])]++, key);
      }
    }
  }

  /** Returns how many link to a node. */
  public int inward(int node) {
    return (int) (starts[node + 1] - starts[node]);
  }

  /** Returns the key of one that links to a node, in the order of the ordinals. */
  public long inward(int node, int number) {
    return inward.getAtIndex(ValueLayout.JAVA_LONG, starts[node] + number);
  }
}
