package io.vecstore.text.scorer;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The rows in which a phrase occurs. The score is that of its terms, boosted: a phrase is worth
 * more than its words wherever they are.
 */
public final class PhraseScorer implements RowScorer {

  /**
   * A term of the phrase in one segment.
   *
   * @param rows where it is
   * @param weight what it is worth, boosted
   * @param offset its position in the phrase
   * @param twin the number of an earlier term of the phrase that is the same term, or -1
   */
  public record Part(TermRows rows, float weight, int offset, int twin) {}

  private final Part[] parts;
  private final Part[] rarestFirst;
  private final int slop;
  private final Bm25 formula;
  private final byte[] lengths;
  private final int[][] positions;
  private final int[] sizes;
  private final int[] at;
  private int row = -1;

  /**
   * Creates the scorer.
   *
   * @param parts the terms, in the order of the phrase
   * @param slop how many positions they may be moved in all
   * @param lengths the length code of each row
   */
  public PhraseScorer(Part[] parts, int slop, Bm25 formula, byte[] lengths) {
    this.parts = parts;
    this.slop = slop;
    this.formula = formula;
    this.lengths = lengths;
    rarestFirst = parts.clone();
    Arrays.sort(
        rarestFirst, Comparator.comparingInt(part -> part.rows().cursor().documentFrequency()));
    positions = new int[parts.length][];
    sizes = new int[parts.length];
    at = new int[parts.length];
  }

  @Override
  public int row() {
    return row;
  }

  @Override
  public int advance(int target) {
    int wanted = target;
    while (true) {
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
      positions[i] = parts[i].rows().positions();
      sizes[i] = parts[i].rows().frequency();
      at[i] = 0;
    }
    return slop == 0 ? occursExactly() : occursLoosely();
  }

  private boolean occursExactly() {
    for (int first = 0; first < sizes[0]; first++) {
      int start = positions[0][first] - parts[0].offset();
      int i = 1;
      while (i < parts.length && reaches(i, start + parts[i].offset())) {
        i++;
      }
      if (i == parts.length) {
        return true;
      }
      if (at[i] == sizes[i]) {
        return false;
      }
    }
    return false;
  }

  private boolean reaches(int part, int position) {
    while (at[part] < sizes[part] && positions[part][at[part]] < position) {
      at[part]++;
    }
    return at[part] < sizes[part] && positions[part][at[part]] == position;
  }

  /**
   * Moves the term that is furthest behind until all starts, each term's position less its offset,
   * lie within the slop.
   */
  private boolean occursLoosely() {
    while (separate()) {
      int behind = 0;
      int least = Integer.MAX_VALUE;
      int most = Integer.MIN_VALUE;
      for (int i = 0; i < parts.length; i++) {
        int start = positions[i][at[i]] - parts[i].offset();
        if (start < least) {
          least = start;
          behind = i;
        }
        most = Math.max(most, start);
      }
      if (most - least <= slop) {
        return true;
      }
      if (++at[behind] == sizes[behind]) {
        return false;
      }
    }
    return false;
  }

  /**
   * Moves on until no occurrence stands for two terms of the phrase: of two, the one that comes
   * later in the phrase. Returns false if there are not enough occurrences.
   */
  private boolean separate() {
    int i = 0;
    while (i < parts.length) {
      if (!collides(i)) {
        i++;
      } else if (++at[i] == sizes[i]) {
        return false;
      } else {
        i = 0;
      }
    }
    return true;
  }

  private boolean collides(int part) {
    for (int twin = parts[part].twin(); twin >= 0; twin = parts[twin].twin()) {
      if (positions[part][at[part]] == positions[twin][at[twin]]) {
        return true;
      }
    }
    return false;
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
}
