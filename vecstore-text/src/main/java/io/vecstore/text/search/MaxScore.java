package io.vecstore.text.search;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.text.postings.PostingsCursor;
import java.util.Arrays;

/**
 * The best rows of a disjunction of terms: MAXSCORE (Turtle and Flood 1995) in windows of rows,
 * with the bounds of the blocks in the window. Terms whose bounds together are not good enough
 * cannot make a row a hit by themselves: in that window only the others are walked, and these are
 * looked up for the rows that could still make it. Exact.
 */
final class MaxScore {

  private static final int WINDOW = Scratch.WINDOW;

  /** So many times 64 rows are completed together: as many as a block has. */
  private static final int TOGETHER = PostingsCursor.BLOCK / Long.SIZE;

  /** So many times as common as the others together a term may be to be added up with them. */
  private static final double COMMON = 2;

  /** Of a term in less than one of so many rows, the rows of the window are looked at. */
  private static final int RARE = 256;

  private final TermBlocks[] terms;
  private final Collector collector;
  private final int rows;

  /** Of the first {@code i} terms, by ascending bound in the window, the sum of the bounds. */
  private final double[] bounds;

  private final double[] sums;
  private final Candidates candidates;
  private final int[] indexes;

  /** Of each 64 rows of the window a bit: whether anything was added to one of them. */
  private long touched;

  MaxScore(TermBlocks[] terms, Collector collector, int rows, Scratch scratch) {
    sums = scratch.sums();
    candidates = scratch.candidates();
    indexes = scratch.indexes();
    this.terms = terms;
    this.collector = collector;
    this.rows = rows;
    bounds = scratch.bounds(terms.length + 1);
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
      term.boundWithin(from, to, term.cursor().documentFrequency() <= rows / RARE);
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
        int added = withCommon(essential);
        add(added, from, to);
        take(added, from & -WINDOW);
      }
    }
    return to;
  }

  /**
   * Adds terms to the essential ones that are about as common as these together: to add up their
   * scores takes less than to look them up for most rows of the others.
   */
  private int withCommon(int essential) {
    double postings = 0;
    for (int t = essential; t < terms.length; t++) {
      postings += terms[t].cursor().documentFrequency();
    }
    int first = essential;
    while (first > 0
        && terms[first - 1].bound > 0
        && terms[first - 1].cursor().documentFrequency() <= COMMON * postings) {
      first--;
      postings += terms[first].cursor().documentFrequency();
    }
    return first;
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
      candidates.add(terms[t], rows, bounds[t], collector);
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
    long marks = 0;
    int i = term.index();
    for (; i < count && found[i] < to; i++) {
      int slot = found[i] - base;
      sums[slot] += scores[i];
      marks |= 1L << (slot >>> 6);
    }
    touched |= marks;
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
      touched |= 1L << (slot >>> 6);
    }
    return last < to ? last + 1 : to;
  }

  /** Completes the rows that could still make it, some at a time, and empties the window. */
  private void take(int essential, int base) {
    long left = touched;
    touched = 0;
    while (left != 0) {
      int word = Long.numberOfTrailingZeros(left);
      int words = Math.min(TOGETHER, Long.numberOfTrailingZeros(~(left >>> word)));
      left &= ~(((1L << words) - 1) << word);
      complete(essential, base, word << 6, (word + words) << 6);
    }
  }

  /** Looks the other terms up, those of the highest bound first, for the rows of some slots. */
  private void complete(int essential, int base, int from, int to) {
    double least = Math.max(0, collector.limit() - bounds[essential]);
    int found = Kernels.blocks().above(sums, from, to, least, indexes);
    if (found > 0) {
      candidates.take(sums, indexes, found, base, collector);
      for (int t = essential - 1; t >= 0 && terms[t].bound > 0 && candidates.count() > 0; t--) {
        candidates.add(terms[t], rows, bounds[t], collector);
      }
      candidates.offer(collector);
    }
    Arrays.fill(sums, from, to, 0);
  }
}
