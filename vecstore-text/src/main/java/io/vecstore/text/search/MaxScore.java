package io.vecstore.text.search;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.spi.OrdinalBits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best rows of a disjunction of terms: MAXSCORE (Turtle and Flood 1995) in windows of rows,
 * with the bounds of the blocks in the window. Terms whose bounds together are not good enough
 * cannot make a row a hit by themselves: in that window only the others are walked, and these are
 * looked up for the rows that could still make it. Exact.
 */
final class MaxScore {

  private static final int WINDOW = Scratch.WINDOW;

  private final TermBlocks[] terms;
  private final Collector collector;
  private final int rows;

  /** Of the first {@code i} terms, by ascending bound in the window, the sum of the bounds. */
  private final double[] bounds;

  private final double[] sums;
  private final long[] touched;
  private final Candidates candidates;
  private final int[] indexes;

  MaxScore(TermBlocks[] terms, Collector collector, int rows, Scratch scratch) {
    sums = scratch.sums();
    touched = scratch.touched();
    candidates = scratch.candidates();
    indexes = scratch.indexes();
    this.terms = terms;
    this.collector = collector;
    this.rows = rows;
    bounds = new double[terms.length + 1];
  }

  void run() {
    int from = collector.next(0);
    while (from < rows) {
      collector.step();
      int to = (int) Math.min(rows, (from | (WINDOW - 1L)) + 1);
      int next = window(from, to);
      from = next >= rows ? rows : collector.next(next);
    }
  }

  /** Searches [from, to), and returns the row to go on with. */
  private int window(int from, int to) {
    int end = Integer.MAX_VALUE;
    for (TermBlocks term : terms) {
      term.boundWithin(from, to);
      end = Math.min(end, term.boundEnd());
    }
    sort();
    for (int i = 0; i < terms.length; i++) {
      bounds[i + 1] = bounds[i] + terms[i].bound;
    }
    if (!collector.wants(bounds[terms.length])) {
      collector.skip(terms.length);
      return end + 1;
    }
    int essential = 0;
    while (!collector.wants(bounds[essential + 1])) {
      essential++;
    }
    if (bounds[terms.length] > 0) {
      if (essential == terms.length - 1) {
        walk(terms[essential], essential, from, to);
      } else {
        add(essential, from, to);
        take(essential, from);
      }
    }
    return to;
  }

  /** By insertion, for the order hardly changes from window to window. */
  private void sort() {
    for (int i = 1; i < terms.length; i++) {
      TermBlocks term = terms[i];
      int at = i;
      while (at > 0 && terms[at - 1].bound > term.bound) {
        terms[at] = terms[at - 1];
        at--;
      }
      terms[at] = term;
    }
  }

  /**
   * Takes the rows of the only essential term one by one, and passes over its blocks whose own
   * bounds are not good enough.
   */
  private void walk(TermBlocks term, int essential, int from, int to) {
    double others = bounds[essential];
    int row = from;
    while (row < to) {
      if (!collector.wants(term.boundOf(row) + others)) {
        if (term.boundOf(row) == 0) {
          return; // there are no more
        }
        collector.skip(1);
        row = term.last() + 1;
      } else if (term.advance(row) < to) {
        row = block(term, essential, to);
      } else {
        return;
      }
    }
  }

  /** Takes the rows of a block; returns the row to go on with. */
  private int block(TermBlocks term, int essential, int to) {
    int last = term.rows()[term.count() - 1];
    candidates.take(term, to, bounds[essential], collector);
    for (int t = essential - 1; t >= 0 && candidates.count() > 0; t--) {
      candidates.add(term, terms[t], bounds[t], collector);
    }
    candidates.offer(collector);
    return last < to ? last + 1 : to;
  }

  /**
   * Adds up the scores of the essential terms, but of the blocks whose rows cannot make it: what is
   * missing in the sum of such a row does not make it a hit either.
   */
  private void add(int essential, int from, int to) {
    for (int t = essential; t < terms.length; t++) {
      TermBlocks term = terms[t];
      double others = bounds[terms.length] - term.bound;
      int row = from;
      while (row < to) {
        float bound = term.boundOf(row);
        if (!collector.wants(bound + others)) {
          if (bound == 0) {
            break; // there are no more
          }
          row = term.last() + 1;
        } else if (term.advance(row) < to) {
          row = addBlock(term, from & -WINDOW, to);
        } else {
          break;
        }
      }
    }
  }

  /** Adds up the scores of a block; returns the row to go on with. */
  private int addBlock(TermBlocks term, int base, int to) {
    if (collector.isSelective()) {
      return addAccepted(term, base, to);
    }
    float[] scores = term.scores();
    int[] found = term.rows();
    int count = term.count();
    int i = term.index();
    for (; i < count && found[i] < to; i++) {
      int slot = found[i] - base;
      sums[slot] += scores[i];
      touched[slot >>> 6] |= 1L << slot;
    }
    term.index(i);
    return i < count ? to : found[count - 1] + 1;
  }

  private int addAccepted(TermBlocks term, int base, int to) {
    int last = term.rows()[term.count() - 1];
    int found = term.passAccepted(collector, to, indexes);
    int[] rows = term.rows();
    for (int i = 0; i < found; i++) {
      int slot = rows[indexes[i]] - base;
      sums[slot] += term.score(indexes[i]);
      touched[slot >>> 6] |= 1L << slot;
    }
    return last < to ? last + 1 : to;
  }

  /** Completes the rows that could still make it, and empties the window. */
  private void take(int essential, int from) {
    int base = from & -WINDOW;
    @Nullable OrdinalBits accept = collector.accept();
    for (int w = 0; w < touched.length; w++) {
      long word = touched[w];
      if (word == 0) {
        continue;
      }
      touched[w] = 0;
      if (accept != null) {
        word &= accept.words()[(base >>> 6) + w];
      }
      double least = collector.limit() - bounds[essential];
      word &= Kernels.blocks().above64(sums, w << 6, least);
      while (word != 0) {
        int slot = (w << 6) + Long.numberOfTrailingZeros(word);
        word &= word - 1;
        if (collector.wants(sums[slot] + bounds[essential])) {
          complete(base + slot, sums[slot], essential);
        }
      }
      Arrays.fill(sums, w << 6, (w + 1) << 6, 0);
    }
  }

  /** Looks the other terms up, those of the highest bound first, as long as the row can make it. */
  private void complete(int row, double scored, int essential) {
    double sum = scored;
    for (int t = essential - 1; t >= 0; t--) {
      if (!collector.wants(sum + bounds[t + 1])
          || !collector.wants(sum + terms[t].boundOf(row) + bounds[t])) {
        return;
      }
      if (terms[t].advance(row) == row) {
        sum += terms[t].score();
      }
    }
    collector.offer(row, sum);
  }
}
