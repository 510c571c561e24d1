package io.vecstore.bench.engine;

import java.io.IOException;

/** Answers one query at a time in this JVM; each asking thread has its own. */
@FunctionalInterface
interface Searcher {

  /**
   * Finds the nearest rows.
   *
   * @param query borrowed until return
   * @param ef beam width, at least {@code found.length}
   * @param found receives row numbers, nearest first, -1 where there are fewer
   */
  void search(float[] query, int ef, int[] found) throws IOException;
}
