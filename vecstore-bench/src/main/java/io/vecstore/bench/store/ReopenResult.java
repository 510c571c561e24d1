package io.vecstore.bench.store;

import java.util.List;

/**
 * How long it took to open a large store.
 *
 * @param rows how many it had before anybody was killed
 * @param built what building it took
 * @param openings the slowest trial of every kind
 */
record ReopenResult(int rows, LargeStore.Built built, List<Opening> openings) {

  /**
   * One way of opening.
   *
   * @param what had happened before
   * @param openMillis until the call returned
   * @param firstMillis until the first query was answered
   * @param goalMillis what that should stay below, or 0
   * @param graphBuilds how many graphs were built until then
   * @param replayed rows that came back from the log
   */
  record Opening(
      String what,
      double openMillis,
      double firstMillis,
      double goalMillis,
      long graphBuilds,
      long replayed) {

    /** Returns the slower of two trials. */
    Opening slower(Opening other) {
      return firstMillis >= other.firstMillis ? this : other;
    }
  }

  /** Returns how many graphs were built, which should be none. */
  long graphBuilds() {
    return openings.stream().mapToLong(Opening::graphBuilds).sum();
  }
}
