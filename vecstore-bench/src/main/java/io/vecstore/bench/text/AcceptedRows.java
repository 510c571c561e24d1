package io.vecstore.bench.text;

/**
 * Which documents a filter of the race accepts: a share of them, spread evenly, always the same.
 */
final class AcceptedRows {

  private AcceptedRows() {}

  static boolean accepts(int row, double share) {
    long mixed = (row + 1L) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return (mixed >>> 11) * 0x1p-53 < share;
  }
}
