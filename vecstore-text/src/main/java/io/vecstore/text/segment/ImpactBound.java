package io.vecstore.text.segment;

import static io.vecstore.text.segment.SealedLayout.MAX_PAIRS;
import static io.vecstore.text.segment.SealedLayout.MAX_PAIR_FREQUENCY;
import static io.vecstore.text.segment.SealedLayout.PAIR_SIZE;
import static io.vecstore.text.segment.SealedLayout.RECORD_PAIR;
import static io.vecstore.text.segment.SealedLayout.RECORD_PAIRS;

/** The best score that the (frequency, length) pairs of a block's record allow. */
final class ImpactBound {

  /** Below this share of the weight, a limit is not worth the rounding errors. */
  private static final double WORTH = 1.0 / 256;

  /** More than the rounding errors above it take away. */
  private static final double LESS = 0.999;

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

  /**
   * Returns a frequency that every row of the block has whose score is above a limit: with a lower
   * one not even the shortest row that any pair allows for it is good enough.
   */
  static int least(SealedBytes bytes, long record, double limit, float weight, float[] inverse) {
    int pairs = bytes.u8(record + RECORD_PAIRS);
    if (pairs == 0 || limit < weight * WORTH) {
      return 1;
    }
    if (limit >= weight) {
      return Integer.MAX_VALUE;
    }
    double product = limit / (weight - limit) * LESS;
    long lower = 0;
    for (int i = 0; i < Math.min(pairs, MAX_PAIRS); i++) {
      int pair = bytes.i32(record + RECORD_PAIR - 1 + (long) PAIR_SIZE * i) >>> 8;
      int frequency = pair & 0xFFFF;
      long least = Math.max(lower, (long) (product / inverse[pair >>> 16]));
      if (least < frequency || frequency == MAX_PAIR_FREQUENCY) {
        return (int) Math.min(least + 1, Integer.MAX_VALUE);
      }
      lower = frequency;
    }
    return Integer.MAX_VALUE;
  }
}
