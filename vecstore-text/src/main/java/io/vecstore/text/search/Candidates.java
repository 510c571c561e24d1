package io.vecstore.text.search;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.scorer.RowScorer;
import java.util.Arrays;

/**
 * The rows of a block of one term, the first, that may still be hits, with the sums of their scores
 * so far; the other terms are looked up for all of them, one term after the other. Not thread-safe.
 */
final class Candidates {

  /** Rows of which a bit each is kept. */
  private static final int SPAN = 1 << 16;

  /** With fewer candidates in a block they are looked up one by one. */
  private static final int MANY = 24;

  /** So many times as common a term is looked up otherwise than by bits. */
  private static final int DENSER = 4;

  /** So many rows of a term are looked at in the time in which one is searched for. */
  private static final int LOOKED_AT = 8;

  private final int[] indexes = new int[PostingsCursor.BLOCK];
  private final int[] rows = new int[PostingsCursor.BLOCK];
  private final double[] sums = new double[PostingsCursor.BLOCK];
  private int count;

  /** All zero between calls. */
  private final long[] bits = new long[SPAN / Long.SIZE];

  private final int[] met = new int[PostingsCursor.BLOCK];

  /**
   * Takes the rows of the first term's current block, from the current one on, that are accepted
   * and may be hits; moves the term behind them.
   *
   * @param to the row after the last one to take
   * @param others what the other terms add at most
   */
  void take(TermBlocks first, int to, double others, Collector collector) {
    int found = first.pass(to, collector.limit() - others, collector, indexes);
    accept(first, found, collector);
    for (int i = 0; i < count; i++) {
      sums[i] = first.passed(indexes[i]);
    }
  }

  /**
   * Takes rows whose scores were summed up, those that are accepted.
   *
   * @param scores the sums of a window
   * @param slots where in it the rows are, the first {@code found}, ascending
   * @param base the row of the window's first slot
   */
  void take(double[] scores, int[] slots, int found, int base, Collector collector) {
    count = 0;
    for (int i = 0; i < found; i++) {
      int row = base + slots[i];
      if (collector.accepts(row)) {
        rows[count] = row;
        sums[count++] = scores[slots[i]];
      }
    }
  }

  /**
   * Takes rows as {@link #take(TermBlocks, int, double, Collector)} does, all of the block where no
   * score alone is too low; does not tell their scores.
   */
  void takeUnscored(TermBlocks first, double others, Collector collector) {
    double limit = collector.limit() - others;
    int found =
        limit > 0
            ? first.pass(RowScorer.END, limit, collector, indexes)
            : first.passAccepted(collector, RowScorer.END, indexes);
    accept(first, found, collector);
  }

  private void accept(TermBlocks first, int found, Collector collector) {
    int[] block = first.rows();
    count = 0;
    for (int i = 0; i < found; i++) {
      int row = block[indexes[i]];
      if (collector.accepts(row)) {
        rows[count] = row;
        indexes[count++] = indexes[i];
      }
    }
  }

  /**
   * Keeps the rows that have a second term too, and only now adds the scores of both.
   *
   * @param bound that of the first term's block
   * @param others what the terms after the second add at most
   */
  void meet(TermBlocks first, float bound, TermBlocks second, double others, Collector collector) {
    double limit = collector.limit() - others;
    if (isDense(first, second)) {
      meetByBits(first, bound, second, limit);
      return;
    }
    int kept = 0;
    int i = 0;
    while (i < count) {
      float other = second.boundOf(rows[i]);
      int last = other == 0 ? RowScorer.END : second.last();
      boolean wanted = bound + other > limit;
      for (; i < count && rows[i] <= last; i++) {
        if (wanted && second.advance(rows[i]) == rows[i]) {
          double sum = (double) first.score(indexes[i]) + second.score();
          rows[kept] = rows[i];
          sums[kept] = sum;
          kept += sum > limit ? 1 : 0;
        }
      }
    }
    count = kept;
  }

  /** Whether it is faster to look at every row of another term than to search for ours. */
  private boolean isDense(TermBlocks first, TermBlocks other) {
    return count >= MANY
        && rows[count - 1] - rows[0] < SPAN
        && other.cursor().documentFrequency() / DENSER <= first.cursor().documentFrequency();
  }

  /** Whether it is faster to look at every row of a term beside ours than to search for ours. */
  private boolean isDense(TermBlocks term, int rowsOfAll) {
    if (count < MANY) {
      return false;
    }
    int span = rows[count - 1] - rows[0];
    double passed = (double) term.cursor().documentFrequency() / rowsOfAll * span;
    return span < SPAN && passed <= (double) LOOKED_AT * count;
  }

  private void mark(int base) {
    for (int i = 0; i < count; i++) {
      int bit = rows[i] - base;
      bits[bit >>> 6] |= 1L << bit;
    }
  }

  private void clear(int base, int last) {
    Arrays.fill(bits, 0, ((last - base) >>> 6) + 1, 0);
  }

  private void meetByBits(TermBlocks first, float bound, TermBlocks second, double limit) {
    int base = rows[0];
    int last = rows[count - 1];
    mark(base);
    int kept = 0;
    int at = 0;
    int row = base;
    while (row <= last) {
      float other = second.boundOf(row);
      if (bound + other <= limit) {
        row = other == 0 ? RowScorer.END : second.last() + 1;
      } else if ((row = second.advance(row)) <= last) {
        int found = second.passMarked(bits, base, last, met);
        for (int i = 0; i < found; i++) {
          int both = second.rows()[met[i]];
          at = Kernels.blocks().first(first.rows(), at, first.count(), both);
          double sum = (double) first.score(at) + second.score(met[i]);
          if (sum > limit) {
            rows[kept] = both;
            sums[kept++] = sum;
          }
        }
        row = second.last() + 1;
      }
    }
    clear(base, last);
    count = kept;
  }

  /**
   * Looks a further term up.
   *
   * @param required whether rows without it are no hits
   * @param others what the terms after it add at most
   */
  void look(TermBlocks term, boolean required, double others, Collector collector) {
    double limit = collector.limit() - others;
    int kept = 0;
    int i = 0;
    while (i < count) {
      float bound = term.boundOf(rows[i]);
      int last = bound == 0 ? RowScorer.END : term.last();
      double least = limit - bound;
      for (; i < count && rows[i] <= last; i++) {
        double sum = sums[i];
        if (sum > least) {
          boolean there = term.advance(rows[i]) == rows[i];
          sum += there ? term.score() : 0;
          rows[kept] = rows[i];
          sums[kept] = sum;
          kept += sum > limit && (there || !required) ? 1 : 0;
        }
      }
    }
    count = kept;
  }

  /**
   * Looks a term up that rows need not have; the arguments are those of {@link #look}.
   *
   * @param rowsOfAll the number of rows of the segment
   */
  void add(TermBlocks term, int rowsOfAll, double others, Collector collector) {
    if (!isDense(term, rowsOfAll)) {
      look(term, false, others, collector);
      return;
    }
    int base = rows[0];
    int last = rows[count - 1];
    mark(base);
    int at = 0;
    for (int row = term.advance(base); row <= last; row = term.advance(term.last() + 1)) {
      int found = term.passMarked(bits, base, last, met);
      for (int i = 0; i < found; i++) {
        int both = term.rows()[met[i]];
        while (rows[at] < both) {
          at++;
        }
        sums[at] += term.score(met[i]);
      }
      if (term.last() >= last) {
        break;
      }
    }
    clear(base, last);
    drop(collector.limit() - others);
  }

  private void drop(double limit) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      rows[kept] = rows[i];
      sums[kept] = sums[i];
      kept += sums[i] > limit ? 1 : 0;
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

  /** Returns where in the block of the first term a row is, until another term was looked up. */
  int index(int candidate) {
    return indexes[candidate];
  }

  int row(int candidate) {
    return rows[candidate];
  }
}
