package io.vecstore.text.search;

import io.vecstore.text.postings.PostingsCursor;

/**
 * The rows of a block of one term that may still be hits, with the sums of their scores so far; the
 * other terms are looked up for all of them, one term after the other. Not thread-safe.
 */
final class Candidates {

  private final int[] indexes = new int[PostingsCursor.BLOCK];
  private final int[] rows = new int[PostingsCursor.BLOCK];
  private final double[] sums = new double[PostingsCursor.BLOCK];
  private int count;

  /**
   * Takes the rows of a term's current block, from the current one on, that are accepted and may be
   * hits; moves the term behind them.
   *
   * @param to the row after the last one to take
   * @param others what the other terms add at most
   */
  void take(TermBlocks term, int to, double others, Collector collector) {
    int found = term.pass(to, collector.limit() - others, indexes);
    int[] block = term.rows();
    count = 0;
    if (found > 0) {
      float[] scores = term.scores();
      for (int i = 0; i < found; i++) {
        int row = block[indexes[i]];
        if (collector.accepts(row)) {
          rows[count] = row;
          sums[count] = scores[indexes[i]];
          indexes[count++] = indexes[i];
        }
      }
    }
  }

  /**
   * Looks a term up.
   *
   * @param required whether rows without it are no hits
   * @param others what the terms after it add at most
   */
  void look(TermBlocks term, boolean required, double others, Collector collector) {
    double limit = collector.limit() - others;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      double sum = sums[i];
      if (sum + term.boundOf(row) > limit) {
        boolean there = term.advance(row) == row;
        sum += there ? term.score() : 0;
        if (sum > limit && (there || !required)) {
          rows[kept] = row;
          sums[kept++] = sum;
        }
      }
    }
    count = kept;
  }

  /** Offers what is left. */
  void offer(Collector collector) {
    for (int i = 0; i < count; i++) {
      collector.offer(rows[i], sums[i]);
    }
  }

  int count() {
    return count;
  }

  /** Returns where in the block of the term a row is, until another term was looked up. */
  int index(int candidate) {
    return indexes[candidate];
  }

  int row(int candidate) {
    return rows[candidate];
  }

  double sum(int candidate) {
    return sums[candidate];
  }
}
