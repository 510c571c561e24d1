package io.vecstore.text.search;

import io.vecstore.text.scorer.RowScorer;

/** One term: blocks whose bound is not good enough are passed over undecoded. */
final class BestOfTerm {

  private BestOfTerm() {}

  static void run(TermBlocks term, Collector collector, Scratch scratch) {
    Candidates candidates = scratch.candidates();
    int row = collector.next(0);
    while (row < RowScorer.END) {
      collector.step();
      float bound = term.boundOf(row);
      if (bound == 0) {
        return; // there are no more
      }
      if (collector.wants(bound)) {
        term.advance(row);
        candidates.take(term, RowScorer.END, 0, collector);
        candidates.offer(collector);
      } else {
        collector.skip(1);
      }
      row = collector.next(term.last() + 1);
    }
  }
}
