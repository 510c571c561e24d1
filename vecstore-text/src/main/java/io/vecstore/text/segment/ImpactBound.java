package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.MAX_PAIRS;
import static io.vecstore.text.segment.SealedLayout.MAX_PAIR_FREQUENCY;
import static io.vecstore.text.segment.SealedLayout.RECORD_PAIR;
import static io.vecstore.text.segment.SealedLayout.RECORD_PAIRS;

/** The best score that the (frequency, length) pairs of a block's record allow. */
final class ImpactBound {

  private ImpactBound() {}

  /** Returns the bound of the block whose record starts at a place. */
  static float of(SealedBytes bytes, long record, float weight, float[] inverse) {
    int pairs = bytes.u8(record + RECORD_PAIRS);
    if (pairs > MAX_PAIRS) {
      throw bytes.corrupt(record + RECORD_PAIRS, pairs + " pairs");
    }
    if (pairs == 0) {
      return weight;
    }
    // Four pairs of three bytes, in two reads.
    long low = bytes.i64(record + RECORD_PAIR);
    long high = bytes.u32(record + RECORD_PAIR + Long.BYTES) << 16 | low >>> 48;
    float most = product((int) low, inverse);
    most = pairs > 1 ? Math.max(most, product((int) (low >>> 24), inverse)) : most;
    most = pairs > 2 ? Math.max(most, product((int) high, inverse)) : most;
    most = pairs > 3 ? Math.max(most, product((int) (high >>> 24), inverse)) : most;
    return weight - weight / (1f + most);
  }

  /** Returns frequency times inverse, in which the score rises. */
  private static float product(int pair, float[] inverse) {
    int frequency = pair & 0xFFFF;
    int most = frequency == MAX_PAIR_FREQUENCY ? Integer.MAX_VALUE : frequency;
    return most * inverse[pair >>> 16 & 0xFF];
  }
}
