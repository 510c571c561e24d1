package io.vecstore.text.search;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.scorer.RowScorer;
import org.jspecify.annotations.Nullable;

/** Keeps the best of the rows that may be found, and counts. Not thread-safe. */
final class Collector {

  /** Sums of scores in another order differ by less than this. */
  private static final double SLACK = 1 + 1e-12;

  /** One row in so many. */
  private static final int SELECTIVE = 8;

  /** After so many blocks of rows a search asks whether it may go on. */
  private static final int CHECKED = 16;

  private final @Nullable OrdinalBits accept;
  private final TopOrdinals best;
  private final ReadLimit readLimit = ReadLimit.current();
  private final boolean selective;
  private double threshold;
  private double limit;
  private long scored;
  private long skipped;
  private int steps;

  Collector(@Nullable OrdinalBits accept, TopOrdinals best) {
    this(accept, best, Float.NEGATIVE_INFINITY);
  }

  /**
   * Creates a collector.
   *
   * @param floor rows that are not above it are of no use, whatever there is room for
   */
  Collector(@Nullable OrdinalBits accept, TopOrdinals best, float floor) {
    this.accept = accept;
    this.best = best;
    this.threshold = Math.max(floor, best.threshold());
    this.limit = limit(threshold);
    this.selective =
        accept != null && (long) SELECTIVE * accept.cardinality() < accept.words().length * 64L;
  }

  /** Returns whether a row with a score of at most {@code bound} may still be kept. */
  boolean wants(double bound) {
    return bound > limit;
  }

  /** Returns what a bound must be above, for {@link #wants}; rises with each offer. */
  double limit() {
    return limit;
  }

  private static double limit(double threshold) {
    return threshold > 0 ? threshold / SLACK : threshold;
  }

  /** Returns whether so few rows are accepted that whether one is is asked before its score. */
  boolean isSelective() {
    return selective;
  }

  boolean accepts(int row) {
    return accept == null || accept.contains(row);
  }

  /** Returns the first row at or after one that may be found. */
  int next(int row) {
    if (accept == null) {
      return row;
    }
    int next = accept.next(row);
    return next < 0 ? RowScorer.END : next;
  }

  @Nullable OrdinalBits accept() {
    return accept;
  }

  /** Goes on to the next block of rows, or window, or row, if the search may still go on. */
  void step() {
    if (++steps % CHECKED == 0) {
      readLimit.check();
    }
  }

  /** Offers a row that is accepted; rows come in ascending order, so that equals lose. */
  void offer(int row, double score) {
    scored++;
    float rounded = (float) score;
    if (rounded > threshold && best.offer(row, rounded)) {
      threshold = Math.max(threshold, best.threshold());
      limit = limit(threshold);
    }
  }

  /** Returns how many rows are kept. */
  int wanted() {
    return best.capacity();
  }

  /** Tells that as many rows as are wanted have at least a score. */
  void expect(float score) {
    threshold = Math.max(threshold, Math.nextDown(score));
    limit = limit(threshold);
  }

  void skip(long blocks) {
    skipped += blocks;
  }

  void count(TextCost cost) {
    cost.scored(scored);
    cost.skipped(skipped);
  }
}
