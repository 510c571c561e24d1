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
 * The bytes of section {@code codes}, version 2, little endian. Version 1 had the factors of every
 * record in its last 12 bytes; it is still read.
 *
 * <pre>
 *   0  int32  kind               1: four bits a component, rotated
 *   4  int32  metric             code of the metric
 *   8  int32  count              records, equal to the rows of the segment
 *  12  int32  dimension
 *  16  int64  seed               of the rotation
 *  24  40 bytes zero
 *  64  dimension x float32       mean of the rows, then zeros up to a multiple of 64
 *      count records             as NibbleRecords describes them
 * </pre>
 */
final class CodeLayout {

  static final String NAME = "codes";
  static final int VERSION = 2;
  private static final int FACTORS_INSIDE = 1; // a version

  private static final int KIND_NIBBLES = 1;
  private static final int HEADER = 64;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CodeLayout() {}

  static Section write(CodedRows codes, Arena arena) {
    NibbleRecords records = codes.records();
    int dimension = codes.mean().length;
    MemorySegment head = arena.allocate(start(dimension), 64);
    head.set(INT, 0, KIND_NIBBLES);
    head.set(INT, 4, codes.metric().code());
    head.set(INT, 8, records.count());
    head.set(INT, 12, dimension);
    head.set(LONG, 16, codes.seed());
    MemorySegment.copy(codes.mean(), 0, head, FLOAT, HEADER, dimension);
    return new Section(NAME, VERSION, List.of(head, records.bytes()));
  }

  static CodedRows open(Sections sections, Metric metric, VectorRows rows) {
    String place = sections.origin() + "[" + NAME + "]";
    MemorySegment bytes = sections.require(NAME);
    int version = sections.version(NAME);
    if (version < FACTORS_INSIDE || version > VERSION) {
      throw new UnsupportedFormatException(place, version, VERSION);
    }
    int dimension = rows.dimension();
    long expected = start(dimension) + size(version, dimension, rows.count());
    if (bytes.byteSize() != expected) {
      throw new CorruptStoreException(
          place, 0, "expected " + expected + " bytes, found " + bytes.byteSize());
    }
    int[] fields = {KIND_NIBBLES, metric.code(), rows.count(), dimension};
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
            ? NibbleRecords.withFactorsInside(records, dimension, rows.count())
            : new NibbleRecords(records, dimension, rows.count()),
        mean,
        bytes.get(LONG, 16));
  }

  private static long size(int version, int dimension, int count) {
    return version == FACTORS_INSIDE
        ? NibbleRecords.bytesWithFactorsInside(dimension, count)
        : NibbleRecords.bytes(dimension, count);
  }

  private static long start(int dimension) {
    return HEADER + ((4L * dimension + 63) & -64);
  }
}
