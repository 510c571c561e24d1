package io.vecstore.index.graph;

/**
 * How wide a beam must be, and how much of it is ranked by the rows, as measured when the graph was
 * built.
 *
 * @param ten enough for a search of up to ten neighbours, at least 10
 * @param hundred enough for a hundred, at least {@code ten} and 100
 * @param ranked of a hundred places of a beam that estimates led, so many are ranked by the rows,
 *     besides the k asked for; in [1, 100]
 */
public record BeamWidths(int ten, int hundred, int ranked) {

  /** What is ranked where it was not measured: a third. */
  static final int THIRD = 33;

  /** What is assumed of a graph too small to measure. */
  static final BeamWidths UNMEASURED = new BeamWidths(100, 200, THIRD);

  /** The narrowest beam that is ever chosen by measurement. */
  static final int NARROWEST = 64;

  /** The widest beams that are ever chosen by measurement, where the walk is led well. */
  static final BeamWidths WIDEST = new BeamWidths(280, 700, 100);

  /** So much wider they may be where it is led by few bits. */
  static final int COARSE = 8;

  /** Returns widths to try another share to be ranked with. */
  BeamWidths ranking(int percent) {
    return new BeamWidths(ten, hundred, percent);
  }

  /**
   * Returns the width for a search of k neighbours: that for ten, half as much again for a single
   * one, which is found or missed as a whole, and more in proportion above ten.
   */
  public int forNeighbours(int k) {
    return k < 10 ? ten + ten / 2 * (10 - k) / 9 : widened(ten, k);
  }

  /** Returns the width for k neighbours where {@code width} is chosen for ten. */
  public int widened(int width, int k) {
    long more = k <= 10 ? 0 : (long) (hundred - ten) * (k - 10) / 90;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(width + more, k));
  }

  /** Returns how many of a beam are ranked by the rows in a search of k neighbours. */
  int depth(int k, int width) {
    return (int) Math.min(Integer.MAX_VALUE, k + (long) width * ranked / 100);
  }
}
