package io.vecstore.index.code;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.beam.Shortlist;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;

/**
 * Scores every accepted row by its code, and the best of those by their vectors, until the answer
 * has settled: four times the rows up to its last change were looked at. Belongs to one thread.
 */
public final class CodedScan {

  private static final int BATCH = 64;

  /** After so many words of accepted rows, or rows ranked, a scan asks whether it may go on. */
  private static final int CHECKED = 256;

  /** A ranking is settled once so many times the rows up to its last change were looked at. */
  private static final int SETTLED = 4;

  private final int[] ordinals = new int[BATCH];
  private final float[] scores = new float[BATCH];
  private final Shortlist near = new Shortlist();
  private int rank;

  /** Creates a scan that can be used again and again. */
  public CodedScan() {}

  /**
   * How many rows are ranked by their vectors.
   *
   * @param least so many always
   * @param most so many if need be
   */
  public record Depth(int least, int most) {}

  /**
   * Offers the nearest accepted rows to {@code out}.
   *
   * @param guide estimates, with the query set
   * @param exact ranks, with the query set
   * @return whether the answer has settled; where it has not, all rows are about equally far,
   *     estimates do not tell them apart, and the best of those that were ranked are offered
   */
  public boolean scan(
      HopScorer guide,
      RowScorer exact,
      OrdinalBits accept,
      Depth depth,
      TopOrdinals out,
      SearchCounters counters) {
    near.reset(depth.most());
    counters.addScoredApproximately(estimate(guide, accept));
    int count = near.finish();
    ReadLimit limit = ReadLimit.current();
    int changed = 0;
    rank = 0;
    for (; rank < count && rank < Math.max(depth.least(), SETTLED * changed); rank++) {
      if (rank % CHECKED == 0) {
        limit.check();
      }
      int ordinal = near.slot(rank);
      if (out.offer(ordinal, exact.closeness(ordinal))) {
        changed = rank + 1;
      }
    }
    counters.addScored(rank);
    return rank >= SETTLED * changed;
  }

  /** Removes the rows from a set that the last scan ranked by their vectors. */
  public void removeRanked(OrdinalBits rows) {
    for (int i = 0; i < rank; i++) {
      rows.remove(near.slot(i));
    }
  }

  private long estimate(HopScorer guide, OrdinalBits accept) {
    ReadLimit limit = ReadLimit.current();
    long[] words = accept.words();
    long scored = 0;
    int count = 0;
    for (int word = 0; word < words.length; word++) {
      if (word % CHECKED == 0) {
        limit.check();
      }
      for (long left = words[word]; left != 0; left &= left - 1) {
        ordinals[count++] = (word << 6) + Long.numberOfTrailingZeros(left);
        if (count == BATCH) {
          offer(guide, count);
          scored += count;
          count = 0;
        }
      }
    }
    offer(guide, count);
    return scored + count;
  }

  private void offer(HopScorer guide, int count) {
    guide.closeness(ordinals, count, scores);
    float threshold = near.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] >= threshold) {
        near.offer(ordinals[i], scores[i]);
      }
    }
  }
}
