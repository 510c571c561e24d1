package io.vecstore.index.code;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.kernel.NibbleRecords;
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
 * The bytes of section {@code codes}, version 3, little endian. Version 2 knew kind 1 alone, and
 * that kind is still written as version 2; version 1 had the factors of every record in its last 12
 * bytes. Both are read.
 *
 * <pre>
 *   0  int32  kind               of rotated codes, 1: four bits a component, 2: eight, 3: one
 *   4  int32  metric             code of the metric
 *   8  int32  count              records, equal to the rows of the segment
 *  12  int32  dimension
 *  16  int64  seed               of the rotation
 *  24  40 bytes zero
 *  64  dimension x float32       mean of the rows, then zeros up to a multiple of 64
 *      count records             kind 1: as NibbleRecords describes them; 2: as CodeRecords does, a
 *                                byte a component; 3: likewise, a bit a component, the first in
 *                                the lowest bit of the first byte
 * </pre>
 */
final class CodeLayout {

  static final String NAME = "codes";
  static final int VERSION = 3;
  private static final int FACTORS_INSIDE = 1; // a version
  private static final int NIBBLES_ALONE = 2; // a version

  private static final int HEADER = 64;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CodeLayout() {}

  static Section write(CodedRows codes, Arena arena) {
    PackedCodes packed = codes.packed();
    int dimension = codes.mean().length;
    MemorySegment head = arena.allocate(start(dimension), 64);
    head.set(INT, 0, packed.packing().kind());
    head.set(INT, 4, codes.metric().code());
    head.set(INT, 8, packed.count());
    head.set(INT, 12, dimension);
    head.set(LONG, 16, codes.seed());
    MemorySegment.copy(codes.mean(), 0, head, FLOAT, HEADER, dimension);
    int version = packed.packing() == CodePacking.NIBBLES ? NIBBLES_ALONE : VERSION;
    return new Section(NAME, version, List.of(head, packed.bytes()));
  }

  static CodedRows open(Sections sections, Metric metric, VectorRows rows) {
    String place = sections.origin() + "[" + NAME + "]";
    MemorySegment bytes = sections.require(NAME);
    int version = sections.version(NAME);
    if (version < FACTORS_INSIDE || version > VERSION) {
      throw new UnsupportedFormatException(place, version, VERSION);
    }
    CodePacking packing = packing(bytes, version, place);
    int dimension = rows.dimension();
    long expected = start(dimension) + size(version, packing, rows);
    if (bytes.byteSize() != expected) {
      throw new CorruptStoreException(
          place, 0, "expected " + expected + " bytes, found " + bytes.byteSize());
    }
    int[] fields = {packing.kind(), metric.code(), rows.count(), dimension};
    for (int i = 0; i < fields.length; i++) {
      int found = bytes.get(INT, 4L * i);
      if (found != fields[i]) {
        throw new CorruptStoreException(
            place, 4L * i, "expected " + fields[i] + ", found " + found);
      }
    }
    float[] mean = new float[dimension];
    MemorySegment.copy(bytes, FLOAT, HEADER, mean, 0, dimension);
    MemorySegment records = bytes.asSlice(start(dimension));
    return new CodedRows(
        metric,
        version == FACTORS_INSIDE
            ? new PackedNibbles(
                NibbleRecords.withFactorsInside(records, dimension, rows.count()), dimension)
            : packing.over(records, dimension, rows.count()),
        mean,
        bytes.get(LONG, 16));
  }

  private static CodePacking packing(MemorySegment bytes, int version, String place) {
    int kind = bytes.byteSize() < HEADER ? 0 : bytes.get(INT, 0);
    for (CodePacking packing : CodePacking.values()) {
      if (packing.kind() == kind && (packing == CodePacking.NIBBLES || version == VERSION)) {
        return packing;
      }
    }
    throw new CorruptStoreException(place, 0, "unknown kind of codes " + kind);
  }

  private static long size(int version, CodePacking packing, VectorRows rows) {
    return version == FACTORS_INSIDE
        ? NibbleRecords.bytesWithFactorsInside(rows.dimension(), rows.count())
        : packing.bytes(rows.dimension(), rows.count());
  }

  private static long start(int dimension) {
    return HEADER + ((4L * dimension + 63) & -64);
  }
}
