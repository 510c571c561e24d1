package io.vecstore.text.scorer;

import io.vecstore.core.spi.ReadLimit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that match all of the parts, and not the one that excludes; the rarest part leads. What
 * is optional adds to the score.
 */
public final class AllScorer implements RowScorer {

  /** After so many candidates, asks whether it may go on. */
  private static final int CHECKED = 256;

  private final ReadLimit limit = ReadLimit.current();
  private int steps;

  private final RowScorer[] parts;
  private final RowScorer[] rarestFirst;
  private final @Nullable RowScorer optional;
  private final @Nullable RowScorer excluded;
  private int row = -1;

  /**
   * Creates the scorer.
   *
   * @param parts at least one
   * @param optional what adds to the score, or null
   * @param excluded what may not match, or null
   */
  public AllScorer(
      List<RowScorer> parts, @Nullable RowScorer optional, @Nullable RowScorer excluded) {
    this.parts = parts.toArray(RowScorer[]::new);
    this.rarestFirst =
        parts.stream().sorted(Comparator.comparingLong(RowScorer::cost)).toArray(RowScorer[]::new);
    this.optional = optional;
    this.excluded = excluded;
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
      row = rarestFirst[0].row() < wanted ? rarestFirst[0].advance(wanted) : rarestFirst[0].row();
      if (row == END) {
        return END;
      }
      wanted = agree();
      if (wanted == row && !isExcluded()) {
        return row;
      }
      if (wanted == END) {
        row = END;
        return END;
      }
      wanted = Math.max(wanted, row + 1);
    }
  }

  /** Returns the row if every part has it, otherwise a row before which there is no match. */
  private int agree() {
    for (int i = 1; i < rarestFirst.length; i++) {
      RowScorer part = rarestFirst[i];
      int at = part.row() < row ? part.advance(row) : part.row();
      if (at != row) {
        return at;
      }
    }
    return row;
  }

  private boolean isExcluded() {
    return excluded != null
        && (excluded.row() < row ? excluded.advance(row) : excluded.row()) == row;
  }

  @Override
  public double score() {
    double sum = 0;
    for (RowScorer part : parts) {
      sum += part.score();
    }
    if (optional != null
        && (optional.row() < row ? optional.advance(row) : optional.row()) == row) {
      sum += optional.score();
    }
    return sum;
  }

  @Override
  public long cost() {
    return rarestFirst[0].cost();
  }

  @Override
  public int look(int target) {
    int end = optional == null ? END - 1 : optional.look(target);
    for (RowScorer part : parts) {
      end = Math.min(end, part.look(target));
    }
    return end;
  }

  @Override
  public double bound() {
    double sum = optional == null ? 0 : optional.bound();
    for (RowScorer part : parts) {
      double bound = part.bound();
      if (bound == 0) {
        return 0;
      }
      sum += bound;
    }
    return sum;
  }
}
