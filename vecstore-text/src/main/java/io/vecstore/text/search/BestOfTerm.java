package io.vecstore.text.search;

import io.vecstore.text.scorer.RowScorer;

/** One term: blocks whose bound is not good enough are passed over undecoded. */
final class BestOfTerm {

  private BestOfTerm() {}

  static void run(TermBlocks term, Collector collector) {
    int row = collector.next(0);
    while (row < RowScorer.END) {
      term.boundAt(row);
      if (term.boundEnd() == RowScorer.END - 1 && term.bound == 0) {
        return;
      }
      if (collector.wants(term.bound)) {
        if (term.advance(row) == RowScorer.END) {
          return;
        }
        block(term, collector);
      } else {
        collector.skip(1);
      }
      row = collector.next(term.boundEnd() + 1);
    }
  }

  private static void block(TermBlocks term, Collector collector) {
    float[] scores = term.scores();
    int[] rows = term.rows();
    for (int i = term.index(); i < term.count(); i++) {
      if (collector.wants(scores[i]) && collector.accepts(rows[i])) {
        collector.offer(rows[i], scores[i]);
      }
    }
    term.index(term.count());
  }
}
