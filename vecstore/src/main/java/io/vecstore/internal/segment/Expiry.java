package io.vecstore.internal.segment;

import io.vecstore.core.column.Columns;
import io.vecstore.core.column.SealedColumns;
import io.vecstore.core.filter.Field;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.spi.OrdinalBits;
import java.time.Instant;
import java.util.List;

/**
 * Rows whose time is over. When that is stands in a column of the metadata, so that it is found by
 * the same means as any value, and needs no format of its own.
 */
public final class Expiry {

  private static final Field TIME = Filter.field("`" + Document.EXPIRES + "`");

  private Expiry() {}

  /** Returns whether a row may have an end. Every segment is asked when it is opened. */
  static boolean anyIn(Columns columns) {
    return columns instanceof SealedColumns sealed
        ? sealed.hasField(Document.EXPIRES) // the first filter of a process costs it 10 ms
        : columns.matching(TIME.exists(), columns.rows()).next(0) >= 0;
  }

  /** Returns the rows below {@code visible} that have expired, live or not. */
  public static OrdinalBits expired(SegmentReader segment, int visible, Instant now) {
    return segment.matching(TIME.atMost(now), visible);
  }

  /** Returns whether a row of the slices may expire. */
  public static boolean isIn(List<SegmentSlice> slices) {
    return slices.stream().anyMatch(slice -> slice.segment().mayExpire());
  }

  /** Returns the slices without what has expired. */
  public static List<SegmentSlice> visible(List<SegmentSlice> slices, Instant now) {
    return slices.stream().map(slice -> visible(slice, now)).toList();
  }

  private static SegmentSlice visible(SegmentSlice slice, Instant now) {
    if (!slice.segment().mayExpire()) {
      return slice;
    }
    OrdinalBits live = slice.liveBits().copy();
    live.andNot(expired(slice.segment(), slice.rows(), now));
    return new SegmentSlice(slice.segment(), slice.rows(), live, live.cardinality());
  }
}
