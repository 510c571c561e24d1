package io.vecstore.text.segment;

import io.vecstore.core.kernel.block.BlockNumbers;

/** Packs blocks of 256 numbers as {@link BlockNumbers} unpacks them, and finds single ones. */
final class BlockCodec {

  static final int SIZE = BlockNumbers.SIZE;
  private static final int LANES = BlockNumbers.LANES;
  private static final int ROWS = SIZE / LANES;

  private BlockCodec() {}

  /** Returns how many ints 256 numbers of {@code bits} bits take. */
  static int words(int bits) {
    return LANES * bits;
  }

  /** Returns in which word the lowest bit of a number is. */
  static int word(int index, int bits) {
    return ((index / LANES * bits) >>> 5) * LANES + index % LANES;
  }

  /** Returns which bit of that word it is. */
  static int shift(int index, int bits) {
    return (index / LANES * bits) & 31;
  }

  /** Returns how many bits the largest of the numbers takes, 0 to 31; they are at least 0. */
  static int bits(int[] numbers) {
    int all = 0;
    for (int i = 0; i < SIZE; i++) {
      all |= numbers[i];
    }
    return 32 - Integer.numberOfLeadingZeros(all);
  }

  /** Packs 256 numbers into {@code words(bits)} ints, 1 to 31 bits each. */
  static void pack(int[] numbers, int bits, int[] words) {
    for (int i = 0; i < words(bits); i++) {
      words[i] = 0;
    }
    for (int row = 0; row < ROWS; row++) {
      int bit = row * bits;
      int word = (bit >>> 5) * LANES;
      int shift = bit & 31;
      for (int lane = 0; lane < LANES; lane++) {
        int number = numbers[row * LANES + lane];
        words[word + lane] |= number << shift;
        if (shift + bits > 32) {
          words[word + LANES + lane] |= number >>> (32 - shift);
        }
      }
    }
  }
}
