package io.vecstore.index.exact;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import org.jspecify.annotations.Nullable;

/** The rows of a range that are accepted, as many at a time as a kernel takes in one call. */
final class RangeBatch {

  static final int SIZE = 64;

  /** After so many batches a scan asks whether it may go on. */
  private static final int CHECKED = 8;

  private final int[] ordinals = new int[SIZE];
  private ExactScan.Range range = new ExactScan.Range(0, 0, 0);
  private @Nullable OrdinalBits accept;
  private ReadLimit limit = ReadLimit.current();
  private int next;
  private int batches;

  void start(ExactScan.Range rows, @Nullable OrdinalBits accepted) {
    limit = ReadLimit.current();
    batches = 0;
    range = rows;
    accept = accepted;
    next = rows.from();
  }

  /** Returns the rows of the batch, without the range's base. */
  int[] ordinals() {
    return ordinals;
  }

  /** Goes to the next batch and returns its size, 0 after the last. */
  int next() {
    if (batches++ % CHECKED == 0) {
      limit.check();
    }
    OrdinalBits bits = accept;
    int count = 0;
    if (bits == null) {
      for (; next < range.to() && count < SIZE; next++) {
        ordinals[count++] = next;
      }
      return count;
    }
    while (count < SIZE && next < range.to()) {
      int found = bits.next(range.base() + next);
      if (found < 0 || found - range.base() >= range.to()) {
        next = range.to();
      } else {
        ordinals[count++] = found - range.base();
        next = found - range.base() + 1;
      }
    }
    return count;
  }
}
