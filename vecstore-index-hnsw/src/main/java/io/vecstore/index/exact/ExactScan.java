package io.vecstore.index.exact;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.SearchCounters;
import org.jspecify.annotations.Nullable;

/**
 * Scores every row of a range, or every accepted one, and keeps the best. Rows are scored in
 * batches, a batch in one call of a kernel. Holds the batch; belongs to one thread at a time.
 */
public final class ExactScan {

  private final RangeBatch batch = new RangeBatch();
  private final float[] scores = new float[RangeBatch.SIZE];

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
    batch.start(range, accept);
    for (int count = batch.next(); count > 0; count = batch.next()) {
      scorer.closeness(batch.ordinals(), count, scores);
      offer(range.base(), count, out);
      counters.addScored(count);
    }
  }

  private void offer(int base, int count, TopOrdinals out) {
    float threshold = out.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] >= threshold && out.offer(base + batch.ordinals()[i], scores[i])) {
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
