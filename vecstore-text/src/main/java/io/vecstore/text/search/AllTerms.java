package io.vecstore.text.search;

import io.vecstore.text.scorer.RowScorer;
import org.jspecify.annotations.Nullable;

/**
 * The best rows of a conjunction of terms or a phrase: the rarest term leads, block by block. Where
 * the bounds of the blocks together are not good enough, all of them are passed over (Ding and Suel
 * 2011, §4). Exact.
 */
final class AllTerms {

  /** Of so many blocks of another term beside one of the first, the bounds are looked at. */
  private static final int NEAR = 64;

  private final TermBlocks[] terms;
  private final @Nullable PhraseCheck phrase;
  private final Collector collector;
  private final Candidates candidates;

  /** Of the terms from {@code i} on, the sum of the bounds beside the first term's block. */
  private final double[] bounds;

  /**
   * Creates the search.
   *
   * @param terms the rarest first
   * @param phrase where they have to be, or null where anywhere
   */
  AllTerms(TermBlocks[] terms, @Nullable PhraseCheck phrase, Collector collector, Scratch scratch) {
    this.terms = terms;
    this.phrase = phrase;
    this.collector = collector;
    candidates = scratch.candidates();
    bounds = new double[terms.length + 1];
  }

  void run() {
    TermBlocks lead = terms[0];
    int row = collector.next(0);
    while (row < RowScorer.END) {
      collector.step();
      float bound = lead.boundOf(row);
      if (bound == 0) {
        return; // there are no more
      }
      int last = lead.last();
      for (int i = terms.length - 1; i > 0; i--) {
        bounds[i] = bounds[i + 1] + terms[i].boundNear(row, last, NEAR);
      }
      if (collector.wants(bound + bounds[1])) {
        block(row);
      } else {
        collector.skip(terms.length);
      }
      row = collector.next(last + 1);
    }
  }

  /** Takes the rows of the first term's block, from one on. */
  private void block(int from) {
    terms[0].advance(from);
    if (phrase != null) {
      follow(phrase);
      return;
    }
    candidates.take(terms[0], RowScorer.END, bounds[1], collector);
    for (int t = 1; t < terms.length && candidates.count() > 0; t++) {
      candidates.look(terms[t], true, bounds[t + 1], collector);
    }
    candidates.offer(collector);
  }

  /** Follows row by row, for the positions of all terms are read where they stand. */
  private void follow(PhraseCheck places) {
    candidates.take(terms[0], RowScorer.END, bounds[1], collector);
    int next = terms[0].index();
    for (int i = 0; i < candidates.count(); i++) {
      terms[0].index(candidates.index(i));
      double sum = sum(candidates.row(i), candidates.sum(i));
      if (sum > 0 && places.occurs()) {
        collector.offer(candidates.row(i), sum);
      }
    }
    terms[0].index(next);
  }

  /** Adds the scores of the other terms; returns 0 if a term is not there, or it is no hit. */
  private double sum(int row, double first) {
    double sum = first;
    for (int t = 1; t < terms.length; t++) {
      TermBlocks term = terms[t];
      if (!collector.wants(sum + term.boundOf(row) + bounds[t + 1]) || term.advance(row) != row) {
        return 0;
      }
      sum += term.score();
    }
    return collector.wants(sum) ? sum : 0;
  }
}
