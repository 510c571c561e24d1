package io.vecstore.core.column.tree;

import io.vecstore.core.column.match.LongRanges;
import io.vecstore.core.kernel.RangeScan;
import io.vecstore.core.spi.OrdinalBits;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers of one type in a sealed column, as longs. */
final class SealedNumbers {

  /** More ranges than these are looked up value by value. */
  private static final int MAX_SCANS = 8;

  /** Words that are scanned into a buffer before they are combined with others. */
  private static final int CHUNK = 64;

  /** Where fewer than one row in so many is left, each is looked up by itself. */
  private static final int SPARSE = 64;

  /** So many numbers tell what share of them is in a range. */
  private static final int SAMPLE = 1024;

  private static final long[] NONE = new long[0];

  /** Takes a row and its number. */
  @FunctionalInterface
  interface NumberConsumer {
    void accept(int row, long number);
  }

  private final RowSet set;
  private final MemorySegment values;

  /**
   * Some of the numbers, once somebody asked; whoever is first may be two, with the same result.
   */
  private volatile long @Nullable [] sample;

  /** Reads the place of the numbers from the directory. */
  SealedNumbers(ColumnBytes source, RowSet set, int rows) {
    this.set = set;
    long count = set.isByRow() ? rows : set.count();
    this.values = source.nextRegion(count * Long.BYTES);
  }

  /** Returns about which share of the numbers is in one of the ranges. */
  double share(LongRanges ranges) {
    long[] some = ranges.isEmpty() || set.count() == 0 ? NONE : sample();
    int inside = 0;
    for (long number : some) {
      inside += ranges.contains(number) ? 1 : 0;
    }
    return some.length == 0 ? 0 : (double) inside / some.length;
  }

  private long[] sample() {
    long[] known = sample;
    if (known == null) {
      long size = values.byteSize() / Long.BYTES;
      int asked = (int) Math.min(SAMPLE, size);
      known = new long[asked];
      int count = 0;
      for (int i = 0; i < asked; i++) {
        int at = (int) (i * size / asked);
        if (!set.isByRow() || has(at)) {
          known[count++] = values.getAtIndex(ColumnLayout.LONG, at);
        }
      }
      known = Arrays.copyOf(known, count);
      sample = known;
    }
    return known;
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
    } else if (ranges.ranges().size() > MAX_SCANS) {
      for (int row = 0; row < to.size(); row++) {
        if (isIn(ranges, row)) {
          to.add(row);
        }
      }
    } else if (set.isAll()) {
      for (LongRanges.Range range : ranges.ranges()) {
        RangeScan.get().add(values, to.size(), range.low(), range.high(), to.words());
      }
    } else {
      long[] words = to.words();
      chunks(
          ranges,
          to.size(),
          (from, chunk, count) -> {
            for (int i = 0; i < count; i++) {
              words[from + i] |= chunk[i] & set.word(from + i);
            }
          });
    }
  }

  /** Keeps of a set the rows whose number is in one of the ranges; numbers are kept by row. */
  void retain(LongRanges ranges, OrdinalBits rows) {
    if (ranges.ranges().size() > MAX_SCANS || rows.cardinality() < rows.size() / SPARSE) {
      for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
        if (!isIn(ranges, row)) {
          rows.remove(row);
        }
      }
      return;
    }
    long[] words = rows.words();
    chunks(
        ranges,
        rows.size(),
        (from, chunk, count) -> {
          for (int i = 0; i < count; i++) {
            words[from + i] &= chunk[i] & set.word(from + i);
          }
        });
  }

  private boolean isIn(LongRanges ranges, int row) {
    return has(row) && ranges.contains(number(row));
  }

  /** Returns whether a row has a number here. */
  boolean has(int row) {
    return set.find(row) >= 0;
  }

  /** Returns the number of a row that has one. */
  long number(int row) {
    return values.getAtIndex(ColumnLayout.LONG, set.find(row));
  }

  /** Takes what was found, 64 rows a word, from a word on. */
  @FunctionalInterface
  private interface ChunkConsumer {
    void accept(int from, long[] chunk, int words);
  }

  private void chunks(LongRanges ranges, int rows, ChunkConsumer action) {
    long[] chunk = new long[CHUNK];
    for (int from = 0; from < rows; from += CHUNK * Long.SIZE) {
      int count = Math.min(CHUNK * Long.SIZE, rows - from);
      Arrays.fill(chunk, 0);
      for (LongRanges.Range range : ranges.ranges()) {
        RangeScan.get().add(values, from, count, range.low(), range.high(), chunk);
      }
      action.accept(from >>> 6, chunk, (count + 63) >>> 6);
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
