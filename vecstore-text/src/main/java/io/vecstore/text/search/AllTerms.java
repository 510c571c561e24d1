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
    bounds = scratch.bounds(terms.length + 1);
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
        block(row, bound);
      } else {
        collector.skip(terms.length);
      }
      row = collector.next(last + 1);
    }
  }

  /** Takes the rows of the first term's block, from one on. */
  private void block(int from, float bound) {
    TermBlocks first = terms[0];
    first.advance(from);
    if (phrase != null) {
      follow(phrase, bound);
    } else if (terms.length == 1) {
      candidates.take(first, RowScorer.END, 0, collector);
      candidates.offer(collector);
    } else {
      candidates.takeUnscored(first, bounds[1], collector);
      candidates.meet(first, bound, terms[1], bounds[2], collector);
      for (int t = 2; t < terms.length && candidates.count() > 0; t++) {
        candidates.look(terms[t], true, bounds[t + 1], collector);
      }
      candidates.offer(collector);
    }
  }

  /** Follows row by row, for the positions of all terms are read where they stand. */
  private void follow(PhraseCheck places, float bound) {
    TermBlocks first = terms[0];
    candidates.takeUnscored(first, bounds[1], collector);
    int next = first.index();
    for (int i = 0; i < candidates.count(); i++) {
      int row = candidates.row(i);
      first.index(candidates.index(i));
      double others = others(row, bound);
      if (others > 0 && collector.wants(first.score() + others) && places.occurs()) {
        collector.offer(row, first.score() + others);
      }
    }
    first.index(next);
  }

  /** Adds the scores of the other terms; returns 0 if a term is not there, or it is no hit. */
  private double others(int row, float bound) {
    double sum = 0;
    for (int t = 1; t < terms.length; t++) {
      TermBlocks term = terms[t];
      double more = bound + sum + bounds[t + 1];
      if (!collector.wants(more + term.boundOf(row)) || term.advance(row) != row) {
        return 0;
      }
      sum += term.score();
    }
    return sum;
  }
}
