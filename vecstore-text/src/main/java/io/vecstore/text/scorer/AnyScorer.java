package io.vecstore.text.scorer;

import java.util.List;

/** The rows that match at least some of the parts; a score is the sum of those that match. */
public final class AnyScorer implements RowScorer {

  private final RowScorer[] parts;
  private final int least;
  private int row = -1;

  /** Creates the scorer of rows that match at least {@code least} of the parts. */
  public AnyScorer(List<RowScorer> parts, int least) {
    this.parts = parts.toArray(RowScorer[]::new);
    this.least = least;
  }

  @Override
  public int row() {
    return row;
  }

  @Override
  public int advance(int target) {
    int wanted = target;
    while (true) {
      int first = END;
      for (RowScorer part : parts) {
        int at = part.row() < wanted ? part.advance(wanted) : part.row();
        first = Math.min(first, at);
      }
      row = first;
      if (first == END || least <= 1 || matching() >= least) {
        return first;
      }
      wanted = first + 1;
    }
  }

  private int matching() {
    int matching = 0;
    for (RowScorer part : parts) {
      matching += part.row() == row ? 1 : 0;
    }
    return matching;
  }

  @Override
  public double score() {
    double sum = 0;
    for (RowScorer part : parts) {
      if (part.row() == row) {
        sum += part.score();
      }
    }
    return sum;
  }

  @Override
  public long cost() {
    long sum = 0;
    for (RowScorer part : parts) {
      sum += part.cost();
    }
    return sum;
  }

  @Override
  public int look(int target) {
    int end = END - 1;
    for (RowScorer part : parts) {
      end = Math.min(end, part.look(target));
    }
    return end;
  }

  @Override
  public double bound() {
    double sum = 0;
    for (RowScorer part : parts) {
      sum += part.bound();
    }
    return sum;
  }
}
