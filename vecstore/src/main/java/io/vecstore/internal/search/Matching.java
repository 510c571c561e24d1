package io.vecstore.internal.search;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.internal.segment.SegmentSlice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a slice that a query may return: live, and passing its filter.
 *
 * @param slice the slice
 * @param accept the rows, or null where every row of the slice is one; borrowed
 * @param count how many rows they are
 */
public record Matching(SegmentSlice slice, @Nullable OrdinalBits accept, int count) {

  private static final Filter EVERYTHING = new Filter.Constant(true);

  /** Evaluates a filter over a slice. */
  public static Matching of(SegmentSlice slice, Optional<Filter> filter) {
    if (filter.isEmpty() || filter.get().equals(EVERYTHING)) {
      return new Matching(slice, slice.live(), slice.liveCount());
    }
    OrdinalBits bits = slice.segment().matching(filter.get(), slice.rows());
    OrdinalBits live = slice.live();
    OrdinalBits accept = live == null ? bits : OrdinalBits.intersection(bits, live);
    return new Matching(slice, accept, accept.cardinality());
  }

  /** Returns the rows as a set, borrowed. */
  public OrdinalBits bits() {
    return accept == null ? OrdinalBits.all(slice.rows()) : accept;
  }
}
