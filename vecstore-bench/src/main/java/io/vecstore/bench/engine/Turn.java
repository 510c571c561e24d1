package io.vecstore.bench.engine;

import java.util.Arrays;

/** What one turn of an engine gave: the answers, and how long they took. */
public final class Turn {

  private final int[][] found;
  private final long answered;
  private final double wallSeconds;
  private final double cpuSeconds;
  private final long[] sortedNanos;

  /**
   * Keeps a turn.
   *
   * @param found per query the row numbers found, nearest first, -1 for none
   * @param answered how many queries were answered while the clock ran, by all threads
   * @param wallSeconds how long that took
   * @param cpuSeconds the processor time of all asking threads together
   * @param nanos how long single queries took, or empty where the engine answers only in batches;
   *     becomes its property
   */
  public Turn(int[][] found, long answered, double wallSeconds, double cpuSeconds, long[] nanos) {
    this.found = found;
    this.answered = answered;
    this.wallSeconds = wallSeconds;
    this.cpuSeconds = cpuSeconds;
    this.sortedNanos = nanos;
    Arrays.sort(sortedNanos);
  }

  /** Returns per query the row numbers found, nearest first, -1 for none; borrowed. */
  public int[][] found() {
    return found;
  }

  /** Returns queries answered per second on the clock, by all threads together. */
  public double wallQps() {
    return answered / wallSeconds;
  }

  /**
   * Returns queries answered per second of processor time: what one core does when nothing disturbs
   * it.
   */
  public double cpuQps() {
    return answered / cpuSeconds;
  }

  /**
   * Returns the time within which a share of the queries was answered, in microseconds; NaN where
   * it is not known.
   *
   * @param share in [0, 1]: 0.5 is the median
   */
  public double microseconds(double share) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, rank)] / 1e3;
  }
}
