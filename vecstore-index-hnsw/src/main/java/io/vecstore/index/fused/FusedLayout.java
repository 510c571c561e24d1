package io.vecstore.index.fused;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import io.vecstore.core.spi.VectorRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The bytes of section {@code blocks}, version 1, little endian.
 *
 * <pre>
 *   0  int32  kind               1: one bit a component, rotated, 32 neighbours
 *   4  int32  metric             code of the metric
 *   8  int32  count              blocks, equal to the rows of the segment
 *  12  int32  dimension
 *  16  int64  seed               of the rotation
 *  24  40 bytes zero
 *  64  dimension x float32       mean of the rows, then zeros up to a multiple of 64
 *      count blocks              as FusedBlocks describes them
 * </pre>
 */
final class FusedLayout {

  static final String NAME = "blocks";
  static final int VERSION = 1;

  private static final int KIND_SIGNS = 1;
  private static final int HEADER = 64;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private FusedLayout() {}

  static Section write(FusedGraph graph, Arena arena) {
    int dimension = graph.mean().length;
    MemorySegment blocks = graph.blocks().bytes();
    MemorySegment head = arena.allocate(start(dimension), 64);
    head.set(INT, 0, KIND_SIGNS);
    head.set(INT, 4, graph.metric().code());
    head.set(INT, 8, Math.toIntExact(blocks.byteSize() / FusedBlocks.blockBytes(dimension)));
    head.set(INT, 12, dimension);
    head.set(LONG, 16, graph.seed());
    MemorySegment.copy(graph.mean(), 0, head, FLOAT, HEADER, dimension);
    return new Section(NAME, VERSION, List.of(head, blocks));
  }

  static FusedGraph open(Sections sections, Metric metric, VectorRows rows) {
    String place = sections.origin() + "[" + NAME + "]";
    MemorySegment bytes = sections.require(NAME);
    if (sections.version(NAME) != VERSION) {
      throw new UnsupportedFormatException(place, sections.version(NAME), VERSION);
    }
    int dimension = rows.dimension();
    long expected = start(dimension) + (long) rows.count() * FusedBlocks.blockBytes(dimension);
    if (bytes.byteSize() != expected) {
      throw new CorruptStoreException(
          place, 0, "expected " + expected + " bytes, found " + bytes.byteSize());
    }
    int[] fields = {KIND_SIGNS, metric.code(), rows.count(), dimension};
    for (int i = 0; i < fields.length; i++) {
      int found = bytes.get(INT, 4L * i);
      if (found != fields[i]) {
        throw new CorruptStoreException(
            place, 4L * i, "expected " + fields[i] + ", found " + found);
      }
    }
    float[] mean = new float[dimension];
    MemorySegment.copy(bytes, FLOAT, HEADER, mean, 0, dimension);
    FusedBlocks blocks = new FusedBlocks(bytes.asSlice(start(dimension)), dimension);
    checkLinks(blocks, rows.count(), place, start(dimension));
    return new FusedGraph(metric, blocks, mean, bytes.get(LONG, 16));
  }

  /** Insists that every link leads somewhere, so that a walk can trust it. */
  private static void checkLinks(FusedBlocks blocks, int count, String place, long start) {
    for (int slot = 0; slot < count; slot++) {
      for (int i = 0; i < FusedBlocks.WIDTH; i++) {
        int link = blocks.link(slot, i);
        if (link < 0 || link >= count) {
          throw new CorruptStoreException(
              place,
              start + blocks.offset(slot) + 4L * i,
              "link " + link + " of slot " + slot + " is outside [0, " + count + ")");
        }
      }
    }
  }

  private static long start(int dimension) {
    return HEADER + ((4L * dimension + 63) & -64);
  }
}
