package io.vecstore.text.search;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.text.postings.CursorBuffers;
import io.vecstore.text.postings.FoundTerm;
import io.vecstore.text.postings.PostingsCursor;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.scorer.Bm25;
import io.vecstore.text.scorer.RowScorer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one term, block by block, with their scores, and bounds of the scores of blocks that
 * were not decoded. Not thread-safe.
 */
final class TermBlocks {

  private static final int[] NONE = {};
  private static final byte[] NO_LENGTHS = {};

  /** So many scores of a block are computed one by one. */
  private static final int FEW = 40;

  private static final float UNKNOWN = -1;

  private static final int[] NO_MORE = {RowScorer.END};

  private final CursorBuffers buffers = new CursorBuffers();
  private @Nullable PostingsCursor cursor;
  private float weight;
  private float[] inverse = {};
  private byte[] lengths = NO_LENGTHS;

  // The block that is current.
  private int[] rows = NONE;
  private int count;
  private int index;
  private float currentBound;
  private boolean scored;
  private final float[] scores = new float[PostingsCursor.BLOCK];
  private final float[] factors = new float[PostingsCursor.BLOCK];

  // The block that is looked at.
  private float blockBound;
  private int boundEnd = -1;

  /** The bound that {@link #boundWithin} found last. */
  float bound;

  /**
   * Starts on a term.
   *
   * @param newWeight what it is worth, boosted
   * @param segment where it was found
   */
  void start(FoundTerm term, float newWeight, Bm25 formula, TextSegment segment) {
    cursor = term.cursor(buffers);
    weight = newWeight;
    inverse = formula.inverse();
    lengths = segment.lengths();
    rows = NONE;
    count = 0;
    index = 0;
    scored = false;
    currentBound = UNKNOWN;
    blockBound = 0;
    boundEnd = -1;
    bound = 0;
  }

  /** Lets go of the segment. */
  void end() {
    cursor = null;
    buffers.release();
    lengths = NO_LENGTHS;
  }

  PostingsCursor cursor() {
    return Objects.requireNonNull(cursor);
  }

  /**
   * Sets {@link #bound} to what no score of a row in [from, to) exceeds; {@code from} never falls.
   *
   * @param isRare whether the rows themselves are looked at, rather than the bounds of blocks that
   *     reach far beyond
   */
  void boundWithin(int from, int to, boolean isRare) {
    if (isRare && boundByRows(from, to)) {
      return;
    }
    float most = 0;
    int target = from;
    while (true) {
      look(target);
      most = Math.max(most, blockBound);
      if (boundEnd >= to - 1) {
        break;
      }
      target = boundEnd + 1;
    }
    bound = most;
  }

  /** Returns false, with nothing done, where rows of more than one block have to be looked at. */
  private boolean boundByRows(int from, int to) {
    if (advance(from) < to && rows[count - 1] < to) {
      return false;
    }
    float most = 0;
    int i = index;
    if (rows[i] < to) {
      float[] each = scores();
      for (; rows[i] < to; i++) {
        most = Math.max(most, each[i]);
      }
    }
    bound = most;
    blockBound = most;
    boundEnd = rows[i] - 1;
    return true;
  }

  /**
   * Returns what no score of a row in [from, to] exceeds, or what none at all exceeds where that is
   * more than some blocks; {@code from} never falls, and is behind {@code to} of the call before.
   */
  float boundNear(int from, int to, int most) {
    look(from);
    float highest = blockBound;
    for (int i = 1; boundEnd < to; i++) {
      if (i == most) {
        return weight;
      }
      look(boundEnd + 1);
      highest = Math.max(highest, blockBound);
    }
    return highest;
  }

  /** Sets {@link #bound} to that of the block that holds the first row at or after one. */
  void boundAt(int row) {
    look(row);
    bound = blockBound;
  }

  private void look(int target) {
    if (boundEnd < target) {
      PostingsCursor from = cursor();
      if (from.look(target)) {
        boundEnd = from.lookLast();
        blockBound = from.lookBound(weight, inverse);
      } else {
        boundEnd = RowScorer.END - 1;
        blockBound = 0;
      }
    }
  }

  /** Returns the last row to which the bound holds. */
  int boundEnd() {
    return boundEnd;
  }

  /**
   * Moves to the first row at or after {@code target}, and returns it; stays where it is if there.
   * Of the block only the rows are decoded.
   */
  int advance(int target) {
    if (index < count && rows[index] >= target) {
      return rows[index];
    }
    if (count == 0 || rows[count - 1] < target) {
      if (!reach(target)) {
        return RowScorer.END;
      }
      rows = cursor().ordinals();
      count = cursor().count();
      index = 0;
    }
    index = Kernels.blocks().first(rows, index, count, target);
    return rows[index];
  }

  /**
   * Moves to the block that holds the first row at or after {@code target}, without decoding it;
   * returns false at the end.
   */
  private boolean reach(int target) {
    if (!cursor().seek(target)) {
      count = 1;
      index = 0;
      rows = NO_MORE;
      currentBound = 0;
      return false;
    }
    scored = false;
    currentBound = count == 0 ? currentBound : UNKNOWN;
    return true;
  }

  /**
   * Returns what no score of the row {@code target} exceeds, by the bound of its block, which is
   * not decoded; 0 at the end.
   */
  float boundOf(int target) {
    PostingsCursor from = cursor();
    if (count > 0 && rows[count - 1] >= target) {
      if (currentBound < 0) {
        currentBound = from.bound(weight, inverse);
      }
      return currentBound;
    }
    if (count == 0 && currentBound >= 0 && from.last() >= target) {
      return currentBound;
    }
    if (!from.seek(target)) {
      return 0;
    }
    count = 0;
    scored = false;
    currentBound = from.bound(weight, inverse);
    return currentBound;
  }

  /** Returns the last row of the block that {@link #boundOf} moved to. */
  int last() {
    return cursor().last();
  }

  /** Returns how often the current row has the term. */
  int frequency() {
    return cursor().frequency(index);
  }

  /** Returns the score of the current row. */
  float score() {
    return score(index);
  }

  /** Returns the scores of the current block; two loops, so that the second has no gather in it. */
  float[] scores() {
    if (!scored) {
      int[] frequencies = cursor().frequencies();
      for (int i = 0; i < count; i++) {
        factors[i] = inverse[lengths[rows[i]] & 0xFF];
      }
      for (int i = 0; i < count; i++) {
        scores[i] = weight - weight / (1f + frequencies[i] * factors[i]);
      }
      scored = true;
    }
    return scores;
  }

  /** Returns the rows of the current block, from {@link #index} on not yet passed. */
  int[] rows() {
    return rows;
  }

  int index() {
    return index;
  }

  int count() {
    return count;
  }

  /**
   * Passes the rows before {@code to} of the current block.
   *
   * @param indexes receives where in the block those are whose scores are above a limit
   * @return how many there are
   */
  int pass(int to, double limit, Collector collector, int[] indexes) {
    if (!scored && collector.isSelective()) {
      return keep(passAccepted(collector, to, indexes), limit, indexes);
    }
    int from = index;
    index = end(to);
    if (!scored) {
      int least = cursor().leastFrequency(limit, weight, inverse);
      if (least == Integer.MAX_VALUE) {
        return 0;
      }
      int likely = least == 1 ? Integer.MAX_VALUE : passOften(from, least, indexes);
      if (likely <= FEW) {
        return keep(likely, limit, indexes);
      }
    }
    // Rounded down, so that none is lost.
    float below = Math.nextDown((float) limit);
    return Kernels.blocks().above(scores(), from, index, below, indexes);
  }

  private int passOften(int from, int least, int[] indexes) {
    return Kernels.blocks().atLeast(cursor().frequencies(), from, index, least, indexes);
  }

  private int keep(int likely, double limit, int[] indexes) {
    int[] frequencies = cursor().frequencies();
    int kept = 0;
    for (int i = 0; i < likely; i++) {
      int at = indexes[i];
      float factor = inverse[lengths[rows[at]] & 0xFF];
      scores[at] = weight - weight / (1f + frequencies[at] * factor);
      indexes[kept] = at;
      kept += scores[at] > limit ? 1 : 0;
    }
    return kept;
  }

  /** Returns the score of a row that {@link #pass} gave. */
  float passed(int at) {
    return scores[at];
  }

  /** Passes all rows of the current block; {@code indexes} receives where they are. */
  private int passAll(int[] indexes) {
    int from = index;
    index = count;
    for (int i = from; i < count; i++) {
      indexes[i - from] = i;
    }
    return count - from;
  }

  /**
   * Passes the rows up to {@code last} of the current block.
   *
   * @param bits which rows are wanted, the first for the row {@code base}, which is not after the
   *     current one
   * @param indexes receives where in the block those are
   * @return how many there are
   */
  int passMarked(long[] bits, int base, int last, int[] indexes) {
    int from = index;
    index = end(last + 1);
    int found = 0;
    for (int i = from; i < index; i++) {
      int bit = rows[i] - base;
      indexes[found] = i;
      found += (int) (bits[bit >>> 6] >>> bit) & 1;
    }
    return found;
  }

  /** Passes the rows before {@code to} of the current block; gives those that are accepted. */
  int passAccepted(Collector collector, int to, int[] indexes) {
    OrdinalBits accept = collector.accept();
    if (accept == null) {
      return passAll(indexes);
    }
    return passMarked(accept.words(), 0, to - 1, indexes);
  }

  private int end(int to) {
    return rows[count - 1] < to ? count : Kernels.blocks().first(rows, index, count, to);
  }

  /** Returns the score of a row of the current block. */
  float score(int at) {
    return scored
        ? scores[at]
        : weight - weight / (1f + cursor().frequency(at) * inverse[lengths[rows[at]] & 0xFF]);
  }

  /**
   * Passes the rows of the block before an index in [index, count]; at the end the next advance
   * goes on.
   */
  void index(int next) {
    index = next;
  }
}
