package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.kernel.RangeScans;
import io.vecstore.core.spi.OrdinalBits;
import java.lang.foreign.MemorySegment;

/** The numbers of one type in a sealed column, as longs. */
final class SealedNumbers {

  /** More ranges than these are looked up value by value. */
  private static final int MAX_SCANS = 8;

  /** Takes a row and its number. */
  @FunctionalInterface
  interface NumberConsumer {
    void accept(int row, long number);
  }

  private final RowSet set;
  private final MemorySegment values;

  /** Reads the place of the numbers from the directory. */
  SealedNumbers(ColumnBytes source, RowSet set, int rows) {
    this.set = set;
    long count = set.isByRow() ? rows : set.count();
    this.values = source.nextRegion(count * Long.BYTES);
  }

  /** Adds the rows whose number is in one of the ranges. */
  void add(LongRanges ranges, OrdinalBits to) {
    if (ranges.isEmpty() || set.count() == 0) {
      return;
    }
    if (ranges.equals(LongRanges.ALL)) {
      set.addTo(to);
    } else if (!set.isByRow()) {
      forEach(
          (row, number) -> {
            if (ranges.contains(number)) {
              to.add(row);
            }
          });
    } else if (set.isAll()) {
      scan(ranges, to);
    } else {
      OrdinalBits found = new OrdinalBits(to.size());
      scan(ranges, found);
      set.retainIn(found);
      to.or(found);
    }
  }

  private void scan(LongRanges ranges, OrdinalBits to) {
    if (ranges.ranges().size() <= MAX_SCANS) {
      for (LongRanges.Range range : ranges.ranges()) {
        RangeScans.get().add(values, to.size(), range.low(), range.high(), to.words());
      }
      return;
    }
    for (int row = 0; row < to.size(); row++) {
      if (ranges.contains(values.getAtIndex(ColumnLayout.LONG, row))) {
        to.add(row);
      }
    }
  }

  /** Calls {@code action} for each row that has a number, ascending. */
  void forEach(NumberConsumer action) {
    boolean byRow = set.isByRow();
    set.forEach(
        (place, row) ->
            action.accept(row, values.getAtIndex(ColumnLayout.LONG, byRow ? row : place)));
  }
}
