package io.vecstore.index.exact;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/**
 * Scores every row of a range, or every accepted one, and keeps the best. Rows are scored in
 * batches, a batch in one call of a kernel. Holds the batch; belongs to one thread at a time.
 */
public final class ExactScan {

  private static final int BATCH = 64;

  /** After so many batches a scan asks whether it may go on. */
  private static final int CHECKED = 8;

  private final int[] ordinals = new int[BATCH];
  private final float[] scores = new float[BATCH];

  /** Creates a scan that can be used again and again. */
  public ExactScan() {}

  /**
   * Offers the rows of a range of the scorer's rows to {@code out}.
   *
   * @param accept the ordinals to look at, the range's base included, or null for all; may range
   *     over more ordinals than there are rows
   */
  public void scan(
      HopScorer scorer,
      Range range,
      @Nullable OrdinalBits accept,
      TopOrdinals out,
      SearchCounters counters) {
    ReadLimit limit = ReadLimit.current();
    long scored = 0;
    int next = range.from();
    for (int batch = 0; next < range.to(); batch++) {
      if (batch % CHECKED == 0) {
        limit.check();
      }
      int count = 0;
      if (accept == null) {
        for (; next < range.to() && count < BATCH; next++) {
          ordinals[count++] = next;
        }
      } else {
        while (count < BATCH && next < range.to()) {
          int found = accept.next(range.base() + next);
          if (found < 0 || found - range.base() >= range.to()) {
            next = range.to();
          } else {
            ordinals[count++] = found - range.base();
            next = found - range.base() + 1;
          }
        }
      }
      scorer.closeness(ordinals, count, scores);
      offer(range.base(), count, out);
      scored += count;
    }
    counters.addScored(scored);
  }

  private void offer(int base, int count, TopOrdinals out) {
    float threshold = out.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] >= threshold && out.offer(base + ordinals[i], scores[i])) {
        threshold = out.threshold();
      }
    }
  }

  /**
   * Which rows to scan, and what they are called.
   *
   * @param from the first row
   * @param to the row after the last
   * @param base the ordinal that row 0 has for {@code accept} and in the result
   */
  public record Range(int from, int to, int base) {}
}
