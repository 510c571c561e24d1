package io.vecstore.text.scorer;

/** The rows that contain a term. */
public final class TermScorer implements RowScorer {

  private final TermRows rows;
  private final Bm25 formula;
  private final float weight;
  private final byte[] lengths;

  /**
   * Creates the scorer.
   *
   * @param weight what the term is worth, boosted
   * @param lengths the length code of each row
   */
  public TermScorer(TermRows rows, Bm25 formula, float weight, byte[] lengths) {
    this.rows = rows;
    this.formula = formula;
    this.weight = weight;
    this.lengths = lengths;
  }

  @Override
  public int row() {
    return rows.row();
  }

  @Override
  public int advance(int target) {
    return rows.advance(target);
  }

  @Override
  public double score() {
    return formula.score(weight, rows.frequency(), lengths[rows.row()]);
  }

  @Override
  public long cost() {
    return rows.cursor().documentFrequency();
  }

  @Override
  public int look(int target) {
    return rows.look(target);
  }

  @Override
  public double bound() {
    return rows.bound(weight, formula);
  }
}
