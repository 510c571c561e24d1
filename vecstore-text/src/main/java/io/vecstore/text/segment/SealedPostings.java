package io.vecstore.text.segment;

/**
 * Where cursors read.
 *
 * @param postings the postings of all terms
 * @param positions the positions of all terms
 * @param rows the number of rows
 * @param lengthCodes the length code of each row
 */
record SealedPostings(
    SealedBytes postings, SealedBytes positions, int rows, LengthCodes lengthCodes) {

  /** Of no segment. */
  static final SealedPostings NONE =
      new SealedPostings(SealedBytes.NONE, SealedBytes.NONE, 0, new LengthCodes(new byte[0]));

  /** An array that a record may hold. */
  static final class LengthCodes {
    private final byte[] codes;

    LengthCodes(byte[] codes) {
      this.codes = codes;
    }
  }

  byte[] lengths() {
    return lengthCodes.codes;
  }
}
