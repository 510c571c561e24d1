package io.vecstore.text.search;

/**
 * The best rows of a conjunction of terms: the rarest term leads, and where the bounds of the
 * blocks together are not good enough, all of them are passed over (Ding and Suel 2011, §4). Exact.
 */
final class AllTerms {

  private final TermBlocks[] terms;
  private final Collector collector;

  /** Of the terms from {@code i} on, the sum of the bounds. */
  private final double[] bounds;

  private int boundEnd = -1;

  /** Creates the search; the terms come rarest first. */
  AllTerms(TermBlocks[] terms, Collector collector) {
    this.terms = terms;
    this.collector = collector;
    bounds = new double[terms.length + 1];
  }

  void run() {
    int row = collector.next(0);
    while (row < RowScorer.END) {
      if (row > boundEnd && !bound(row)) {
        return;
      }
      if (!collector.wants(bounds[0])) {
        collector.skip(terms.length);
        row = collector.next(boundEnd + 1);
        continue;
      }
      int lead = terms[0].advance(row);
      if (lead > row) {
        row = lead == RowScorer.END ? lead : collector.next(lead);
        continue;
      }
      row = follow(row);
    }
  }

  /** Finds the bounds around a row; returns false if a term has no more rows. */
  private boolean bound(int row) {
    boundEnd = Integer.MAX_VALUE;
    for (TermBlocks term : terms) {
      term.boundAt(row);
      boundEnd = Math.min(boundEnd, term.boundEnd());
      if (term.bound == 0 && term.boundEnd() == RowScorer.END - 1) {
        return false;
      }
    }
    for (int i = terms.length - 1; i >= 0; i--) {
      bounds[i] = bounds[i + 1] + terms[i].bound;
    }
    return true;
  }

  /** Looks the other terms up for a row of the first; returns the row to go on with. */
  private int follow(int row) {
    double sum = terms[0].score();
    for (int i = 1; i < terms.length; i++) {
      if (!collector.wants(sum + bounds[i])) {
        return collector.next(row + 1);
      }
      int at = terms[i].advance(row);
      if (at > row) {
        return at == RowScorer.END ? at : collector.next(at);
      }
      sum += terms[i].score();
    }
    collector.offer(row, sum);
    return collector.next(row + 1);
  }
}
