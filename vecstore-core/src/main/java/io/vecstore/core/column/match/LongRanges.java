package io.vecstore.core.column.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of longs, as ranges that ascend and do not touch.
 *
 * @param ranges both ends included
 */
public record LongRanges(List<Range> ranges) {

  /** No long. */
  public static final LongRanges NONE = new LongRanges(List.of());

  /** Every long. */
  public static final LongRanges ALL =
      new LongRanges(List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE)));

  /**
   * The longs from {@code low} to {@code high}, both included.
   *
   * @param low not above {@code high}
   */
  public record Range(long low, long high) {
    boolean contains(long value) {
      return low <= value && value <= high;
    }
  }

  /** Copies the list. */
  public LongRanges {
    ranges = List.copyOf(ranges);
  }

  /** Returns the longs from {@code low} to {@code high}, none where {@code low > high}. */
  public static LongRanges of(long low, long high) {
    return low > high ? NONE : new LongRanges(List.of(new Range(low, high)));
  }

  /** Returns the union of many. */
  public static LongRanges union(List<LongRanges> sets) {
    List<Range> all = new ArrayList<>();
    sets.forEach(set -> all.addAll(set.ranges));
    if (all.size() < 2) {
      return all.isEmpty() ? NONE : new LongRanges(all);
    }
    all.sort(Comparator.comparingLong(Range::low));
    List<Range> merged = new ArrayList<>();
    Range last = all.getFirst();
    for (Range range : all.subList(1, all.size())) {
      if (last.high() == Long.MAX_VALUE || range.low() <= last.high() + 1) {
        last = new Range(last.low(), Math.max(last.high(), range.high()));
      } else {
        merged.add(last);
        last = range;
      }
    }
    merged.add(last);
    return new LongRanges(merged);
  }

  /** Returns whether there is no long. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Returns whether a long is one of them. */
  public boolean contains(long value) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (ranges.get(middle).low() <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && ranges.get(low).contains(value);
  }
}
