package io.vecstore.text.segment;

/**
 * 256 numbers of the same number of bits in 8 lanes of ints: number {@code i} is in lane {@code i %
 * 8}, whose 32 numbers follow each other without a gap, the lowest bits first; word {@code w} of
 * all lanes comes before word {@code w + 1} of any. So the same shift serves 8 numbers, and the
 * compiler can make one instruction of it.
 */
final class BlockCodec {

  static final int SIZE = 256;
  private static final int LANES = 8;
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

  /** Unpacks 256 numbers of 1 to 31 bits. */
  static void unpack(int[] words, int bits, int[] numbers) {
    int mask = -1 >>> (32 - bits);
    for (int row = 0; row < ROWS; row++) {
      int bit = row * bits;
      int word = (bit >>> 5) * LANES;
      int shift = bit & 31;
      int to = row * LANES;
      if (shift + bits <= 32) {
        for (int lane = 0; lane < LANES; lane++) {
          numbers[to + lane] = words[word + lane] >>> shift & mask;
        }
      } else {
        int back = 32 - shift;
        for (int lane = 0; lane < LANES; lane++) {
          numbers[to + lane] =
              (words[word + lane] >>> shift | words[word + LANES + lane] << back) & mask;
        }
      }
    }
  }
}
