package io.vecstore.index.graph;

/**
 * How wide a beam must be, as measured when the graph was built.
 *
 * @param ten enough for a search of up to ten neighbours, at least 10
 * @param hundred enough for a hundred, at least {@code ten} and 100
 */
public record BeamWidths(int ten, int hundred) {

  /** What is assumed of a graph too small to measure. */
  static final BeamWidths UNMEASURED = new BeamWidths(100, 200);

  /** The narrowest beam that is ever chosen by measurement. */
  static final int NARROWEST = 64;

  /** The widest beams that are ever chosen by measurement. */
  static final BeamWidths WIDEST = new BeamWidths(280, 700);

  /** Returns widths twice as wide, and not below twice the narrowest. */
  BeamWidths doubled() {
    return new BeamWidths(2 * Math.max(NARROWEST, ten), 2 * Math.max(100, hundred));
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
}
