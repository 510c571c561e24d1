package io.vecstore.text.search;

import io.vecstore.text.scorer.RowScorer;

/** One term: blocks whose bound is not good enough are passed over undecoded. */
final class BestOfTerm {

  private BestOfTerm() {}

  static void run(TermBlocks term, Collector collector) {
    int row = collector.next(0);
    while (row < RowScorer.END) {
      collector.step();
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
    int count = term.count();
    double limit = collector.limit();
    for (int i = term.index(); i < count; i++) {
      if (scores[i] > limit && collector.accepts(rows[i])) {
        collector.offer(rows[i], scores[i]);
        limit = collector.limit();
      }
    }
    term.index(term.count());
  }
}
