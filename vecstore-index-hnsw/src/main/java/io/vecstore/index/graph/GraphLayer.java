package io.vecstore.index.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One layer of the graph. A node of the layer has a slot, its rank among the layer's nodes in
 * ordinal order; on the lowest layer the slot is the ordinal. A slot has a row of {@code width}
 * links, which are slots of the same layer; a row that is not full ends in the node's own slot,
 * which every walk has seen already, so that rows need no length.
 */
final class GraphLayer {

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int LINKS_PER_LINE = 16;

  private final int count;
  private final int width;
  private final int @Nullable [] ordinals;
  private final int @Nullable [] below;
  private final MemorySegment links;

  GraphLayer(
      int count,
      int width,
      int @Nullable [] ordinals,
      int @Nullable [] below,
      MemorySegment links) {
    this.count = count;
    this.width = width;
    this.ordinals = ordinals;
    this.below = below;
    this.links = links;
  }

  /** Returns a layer without links, in memory of its own. */
  static GraphLayer empty(
      int count, int width, int @Nullable [] ordinals, int @Nullable [] below, Arena arena) {
    MemorySegment links = arena.allocate(Math.max(1, (long) count * width * Integer.BYTES), 128);
    GraphLayer layer = new GraphLayer(count, width, ordinals, below, links);
    for (int slot = 0; slot < count; slot++) {
      layer.setRow(slot, new int[0], 0);
    }
    return layer;
  }

  int count() {
    return count;
  }

  int width() {
    return width;
  }

  MemorySegment links() {
    return links;
  }

  int @Nullable [] ordinals() {
    return ordinals;
  }

  int @Nullable [] below() {
    return below;
  }

  int ordinal(int slot) {
    return ordinals == null ? slot : ordinals[slot];
  }

  /** Returns the slot that the node has on the layer below; not for the lowest layer. */
  int slotBelow(int slot) {
    return below == null ? slot : below[slot];
  }

  /** Returns the slot of a node that is on this layer. */
  int slotOf(int ordinal) {
    return ordinals == null ? ordinal : java.util.Arrays.binarySearch(ordinals, ordinal);
  }

  /** Returns the link at a place of a row, or of the padding behind it. */
  int link(int slot, int place) {
    return links.get(INT, ((long) slot * width + place) * Integer.BYTES);
  }

  /** Reads a row, padding included, into the first {@code width} places. */
  void row(int slot, int[] into) {
    row(slot, into, 0);
  }

  /** Reads a row, padding included, into the {@code width} places from {@code from} on. */
  void row(int slot, int[] into, int from) {
    long at = (long) slot * width * Integer.BYTES;
    for (int i = 0; i < width; i++) {
      into[from + i] = links.get(INT, at + 4L * i);
    }
  }

  /**
   * Reads a link of every cache line of the rows of {@code slots[0..count)}, so that they are on
   * their way all at once when they are asked for.
   *
   * @return a sum, to be kept somewhere lest the loads be left out
   */
  int touch(int[] slots, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      long at = (long) slots[i] * width * Integer.BYTES;
      for (int link = 0; link < width; link += LINKS_PER_LINE) {
        sum += links.get(INT, at + 4L * link);
      }
    }
    return sum;
  }

  /** Reads a row and returns how many links it has. */
  int links(int slot, int[] into) {
    row(slot, into);
    int degree = width;
    while (degree > 0 && into[degree - 1] == slot) {
      degree--;
    }
    return degree;
  }

  /** Replaces a row. */
  void setRow(int slot, int[] neighbours, int degree) {
    long at = (long) slot * width * Integer.BYTES;
    for (int i = 0; i < width; i++) {
      links.set(INT, at + 4L * i, i < degree ? neighbours[i] : slot);
    }
  }

  /** Writes one link of a row. */
  void setLink(int slot, int position, int neighbour) {
    links.set(INT, ((long) slot * width + position) * Integer.BYTES, neighbour);
  }
}
