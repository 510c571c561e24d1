package io.vecstore.index.graph;

import static io.vecstore.index.graph.GraphLayer.INT;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of section {@code graph}, version 2, little endian.
 *
 * <pre>
 *   0  int32  M                  links of a node on an upper layer
 *   4  int32  count              nodes, equal to the rows of the segment
 *   8  int32  layers             in [1, 16]; 0 for an empty graph
 *  12  int32  entry              a slot of the top layer
 *  16  int32  width              links of a row on the lowest layer, a multiple of 16
 *  20  int32  upper width        links of a row on the upper layers, a multiple of 16
 *  24  int32  ten                beam that finds ten neighbours
 *  28  int32  hundred            beam that finds a hundred
 *  32  int32  ranked             places of a hundred of a beam that are ranked by the rows; zero in
 *                                version 1, for a third
 *  36  28 bytes zero
 *  64  16 x int32                nodes of each layer, lowest first; the first is count
 * 128  count x width x int32     rows of the lowest layer
 *      for each upper layer, from the second lowest:
 *        nodes x int32           ordinals, ascending
 *        nodes x int32           slots on the layer below
 *        nodes x upper width x int32  rows
 * </pre>
 */
final class GraphLayout {

  static final String NAME = "graph";
  static final int VERSION = 2;
  private static final int RANKED_UNKNOWN = 1; // a version
  static final int MAX_LAYERS = 16;

  private static final int HEADER = 128;
  private static final int COUNTS = 64;
  private static final int ROWS_CHECKED_AT_ONCE = 64;

  private GraphLayout() {}

  /** Returns the width of a row that holds a number of links. */
  static int width(int links) {
    return (links + 15) & -16;
  }

  static Section write(HnswGraph graph, Arena arena) {
    List<MemorySegment> parts = new ArrayList<>();
    MemorySegment header = arena.allocate(HEADER, 64);
    parts.add(header);
    List<GraphLayer> layers = graph.layers().layers();
    int[] fields = {
      graph.m(),
      graph.count(),
      layers.size(),
      graph.layers().entrySlot(),
      layers.get(0).width(),
      width(graph.m()),
      graph.widths().ten(),
      graph.widths().hundred(),
      graph.widths().ranked()
    };
    for (int i = 0; i < fields.length; i++) {
      header.set(INT, 4L * i, fields[i]);
    }
    for (int level = 0; level < layers.size(); level++) {
      GraphLayer layer = layers.get(level);
      header.set(INT, COUNTS + 4L * level, layer.count());
      int[] ordinals = layer.ordinals();
      int[] below = layer.below();
      if (ordinals != null && below != null) {
        parts.add(arena.allocateFrom(INT, ordinals));
        parts.add(arena.allocateFrom(INT, below));
      }
      parts.add(layer.links().asSlice(0, (long) layer.count() * layer.width() * Integer.BYTES));
    }
    return new Section(NAME, VERSION, parts);
  }

  /**
   * Opens a graph over its bytes; rows of the lowest layer stay where they are. Every number is
   * checked, so that a walk can trust it.
   *
   * @param count the rows of the segment
   */
  static HnswGraph open(Sections sections, int count) {
    MemorySegment bytes = sections.require(NAME);
    String place = sections.origin() + "[" + NAME + "]";
    int version = sections.version(NAME);
    if (version < RANKED_UNKNOWN || version > VERSION) {
      throw new UnsupportedFormatException(place, version, VERSION);
    }
    return new Reader(place, bytes, version).graph(count);
  }

  /** Reads the section from front to back. */
  private static final class Reader {

    private final String place;
    private final MemorySegment bytes;
    private final int version;
    private long at;

    Reader(String place, MemorySegment bytes, int version) {
      this.place = place;
      this.version = version;
      this.bytes = bytes;
    }

    HnswGraph graph(int count) {
      take(HEADER);
      int m = field(0, "M", 2, 1024);
      field(4, "count", count, count);
      int layerCount = field(8, "layers", 1, MAX_LAYERS);
      int width = field(16, "width", 16, 4096);
      int upperWidth = field(20, "upper width", 16, 4096);
      int ten = field(24, "beam for ten", 10, 1 << 20);
      int hundred = field(28, "beam for hundred", Math.max(100, ten), 1 << 20);
      int ranked = version == RANKED_UNKNOWN ? BeamWidths.THIRD : field(32, "ranked", 1, 100);
      if (width % 16 != 0 || upperWidth % 16 != 0) {
        throw corrupt(16, "widths " + width + " and " + upperWidth + ", expected multiples of 16");
      }
      field(COUNTS, "nodes of the lowest layer", count, count);
      List<GraphLayer> layers = new ArrayList<>();
      layers.add(new GraphLayer(count, width, null, null, links(count, width)));
      for (int level = 1; level < layerCount; level++) {
        layers.add(upper(layers.get(level - 1), level, upperWidth));
      }
      if (at != bytes.byteSize()) {
        throw corrupt(at, (bytes.byteSize() - at) + " bytes too many");
      }
      int entry = field(12, "entry", 0, layers.get(layerCount - 1).count() - 1);
      return new HnswGraph(m, new BeamWidths(ten, hundred, ranked), new GraphLayers(layers, entry));
    }

    private GraphLayer upper(GraphLayer lower, int level, int width) {
      int count = field(COUNTS + 4L * level, "nodes of layer " + level, 1, lower.count());
      int[] ordinals = take(4L * count).toArray(INT);
      long start = at;
      int[] below = take(4L * count).toArray(INT);
      for (int slot = 0; slot < count; slot++) {
        boolean there =
            below[slot] >= 0
                && below[slot] < lower.count()
                && lower.ordinal(below[slot]) == ordinals[slot];
        if (!there || (slot > 0 && ordinals[slot] <= ordinals[slot - 1])) {
          throw corrupt(
              start + 4L * slot,
              "slot " + slot + " of layer " + level + " does not fit the layer below");
        }
      }
      return new GraphLayer(count, width, ordinals, below, links(count, width));
    }

    private MemorySegment links(int count, int width) {
      long start = at;
      MemorySegment links = take(4L * count * width);
      int[] rows = new int[ROWS_CHECKED_AT_ONCE * width];
      for (int first = 0; first < count; first += ROWS_CHECKED_AT_ONCE) {
        int length = Math.min(ROWS_CHECKED_AT_ONCE, count - first) * width;
        MemorySegment.copy(links, INT, 4L * first * width, rows, 0, length);
        if (anyOutside(rows, length, count)) {
          throw corrupt(
              start + 4L * first * width,
              "a link of slots "
                  + first
                  + " to "
                  + (first + length / width - 1)
                  + " is outside [0, "
                  + count
                  + ")");
        }
      }
      return links;
    }

    /**
     * A plain loop over an array, which the compiler turns into SIMD: a store may have a billion.
     */
    private static boolean anyOutside(int[] links, int length, int count) {
      int outside = 0;
      for (int i = 0; i < length; i++) {
        outside |= links[i] | (count - 1 - links[i]);
      }
      return outside < 0;
    }

    private MemorySegment take(long size) {
      if (size > bytes.byteSize() - at) {
        throw corrupt(at, "expected " + size + " more bytes, found " + (bytes.byteSize() - at));
      }
      MemorySegment part = bytes.asSlice(at, size);
      at += size;
      return part;
    }

    private int field(long offset, String name, int low, int high) {
      int value = bytes.get(INT, offset);
      if (value < low || value > high) {
        throw corrupt(offset, name + " is " + value + ", expected [" + low + ", " + high + "]");
      }
      return value;
    }

    private CorruptStoreException corrupt(long offset, String detail) {
      return new CorruptStoreException(place, offset, detail);
    }
  }
}
