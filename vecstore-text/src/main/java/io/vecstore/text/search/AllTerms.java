package io.vecstore.text.search;

import io.vecstore.text.scorer.RowScorer;
import org.jspecify.annotations.Nullable;

/**
 * The best rows of a conjunction of terms or a phrase: the rarest term leads, and where the bounds
 * of the blocks together are not good enough, all of them are passed over (Ding and Suel 2011, §4).
 * Exact.
 */
final class AllTerms {

  private final TermBlocks[] terms;
  private final @Nullable PhraseCheck phrase;
  private final Collector collector;

  /** Of the terms from {@code i} on, the sum of the bounds. */
  private final double[] bounds;

  private int boundEnd = -1;

  /**
   * Creates the search.
   *
   * @param terms the rarest first
   * @param phrase where they have to be, or null where anywhere
   */
  AllTerms(TermBlocks[] terms, @Nullable PhraseCheck phrase, Collector collector) {
    this.terms = terms;
    this.phrase = phrase;
    this.collector = collector;
    bounds = new double[terms.length + 1];
  }

  void run() {
    int row = collector.next(0);
    while (row < RowScorer.END) {
      collector.step();
      if (row > boundEnd && !bound(row)) {
        return;
      }
      if (collector.wants(bounds[0])) {
        row = collector.next(walk(row));
      } else {
        collector.skip(terms.length);
        row = collector.next(boundEnd + 1);
      }
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

  /**
   * Goes through the first term's block as far as the bounds hold; returns the row to go on with.
   */
  private int walk(int from) {
    TermBlocks lead = terms[0];
    int first = lead.advance(from);
    if (first > boundEnd) {
      return first;
    }
    float[] scores = lead.scores();
    int[] rows = lead.rows();
    int count = lead.count();
    int i = lead.index();
    int wanted = first;
    double limit = collector.limit() - bounds[1];
    for (; i < count && rows[i] <= boundEnd; i++) {
      if (scores[i] > limit && rows[i] >= wanted && collector.accepts(rows[i])) {
        lead.index(i);
        wanted = follow(rows[i], scores[i]);
        limit = collector.limit() - bounds[1];
      }
    }
    lead.index(i);
    return Math.max(wanted, i < count ? rows[i] : rows[count - 1] + 1);
  }

  /**
   * Looks the other terms up for a row of the first; returns a row before which there is no hit.
   */
  private int follow(int row, double score) {
    double sum = score;
    for (int t = 1; t < terms.length; t++) {
      int at = terms[t].advance(row);
      if (at > row) {
        return at;
      }
      sum += terms[t].score();
      if (!collector.wants(sum + bounds[t + 1])) {
        return row + 1;
      }
    }
    if (phrase == null || phrase.occurs()) {
      collector.offer(row, sum);
    }
    return row + 1;
  }
}
