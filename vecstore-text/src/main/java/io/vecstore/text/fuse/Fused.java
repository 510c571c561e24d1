package io.vecstore.text.fuse;

/** The fused ranking, best first. Immutable. */
public final class Fused {

  private final long[] keys;
  private final double[] scores;
  private final Column[] columns;
  private final int[] rows;

  Fused(long[] keys, double[] scores, Column[] columns, int[] rows) {
    this.keys = keys;
    this.scores = scores;
    this.columns = columns;
    this.rows = rows;
  }

  /** Returns how many documents there are. */
  public int count() {
    return rows.length;
  }

  /** Returns the key at a rank in {@code [0, count)}. */
  public long key(int rank) {
    return keys[rows[rank]];
  }

  /** Returns the fused score at a rank in {@code [0, count)}; its range is the strategy's. */
  public float score(int rank) {
    return (float) scores[rows[rank]];
  }

  /** Returns what a leg says of the document at a rank, for explanations. */
  public Share share(int rank, int leg) {
    return columns[leg].share(rows[rank]);
  }
}
