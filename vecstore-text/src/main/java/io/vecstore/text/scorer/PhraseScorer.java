package io.vecstore.text.scorer;

import io.vecstore.core.spi.ReadLimit;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The rows in which a phrase occurs. The score is that of its terms, boosted: a phrase is worth
 * more than its words wherever they are.
 */
public final class PhraseScorer implements RowScorer {

  /** After so many candidates, asks whether it may go on. */
  private static final int CHECKED = 256;

  private final ReadLimit limit = ReadLimit.current();
  private int steps;

  /**
   * A term of the phrase in one segment.
   *
   * @param rows where it is
   * @param weight what it is worth, boosted
   */
  public record Part(TermRows rows, float weight) {}

  private final Part[] parts;
  private final Part[] rarestFirst;
  private final PhrasePlaces places;
  private final Bm25 formula;
  private final byte[] lengths;
  private int row = -1;

  /**
   * Creates the scorer.
   *
   * @param parts the terms, in the order of the phrase
   * @param places checks where they are
   * @param lengths the length code of each row
   */
  public PhraseScorer(Part[] parts, PhrasePlaces places, Bm25 formula, byte[] lengths) {
    this.parts = parts;
    this.places = places;
    this.formula = formula;
    this.lengths = lengths;
    rarestFirst = parts.clone();
    Arrays.sort(
        rarestFirst, Comparator.comparingInt(part -> part.rows().cursor().documentFrequency()));
  }

  @Override
  public int row() {
    return row;
  }

  @Override
  public int advance(int target) {
    int wanted = target;
    while (true) {
      if (++steps % CHECKED == 0) {
        limit.check();
      }
      row = move(rarestFirst[0].rows(), wanted);
      if (row == END) {
        return END;
      }
      wanted = agree();
      if (wanted == row && occurs()) {
        return row;
      }
      if (wanted == END) {
        row = END;
        return END;
      }
      wanted = Math.max(wanted, row + 1);
    }
  }

  private int agree() {
    for (int i = 1; i < rarestFirst.length; i++) {
      int there = move(rarestFirst[i].rows(), row);
      if (there != row) {
        return there;
      }
    }
    return row;
  }

  private static int move(TermRows rows, int target) {
    return rows.row() < target ? rows.advance(target) : rows.row();
  }

  /** Whether the terms are where the phrase wants them, moved by no more than the slop. */
  private boolean occurs() {
    for (int i = 0; i < parts.length; i++) {
      TermRows rows = parts[i].rows();
      places.set(i, rows.positions(), rows.frequency());
    }
    return places.occurs();
  }

  @Override
  public double score() {
    double sum = 0;
    for (Part part : parts) {
      sum += formula.score(part.weight(), part.rows().frequency(), lengths[row]);
    }
    return sum;
  }

  @Override
  public long cost() {
    return rarestFirst[0].rows().cursor().documentFrequency();
  }

  @Override
  public int look(int target) {
    int end = END - 1;
    for (Part part : parts) {
      end = Math.min(end, part.rows().look(target));
    }
    return end;
  }

  @Override
  public double bound() {
    double sum = 0;
    for (Part part : parts) {
      float bound = part.rows().bound(part.weight(), formula);
      if (bound == 0) {
        return 0;
      }
      sum += bound;
    }
    return sum;
  }
}
