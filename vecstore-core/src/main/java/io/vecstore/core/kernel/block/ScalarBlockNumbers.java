package io.vecstore.core.kernel.block;

/** The numbers one by one. */
final class ScalarBlockNumbers extends BlockNumbers {

  @Override
  public void unpack(int[] words, int bits, int more, int[] numbers) {
    int mask = -1 >>> (32 - bits);
    for (int bit = 0, to = 0; to < SIZE; bit += bits, to += LANES) {
      int from = (bit >>> 5) * LANES;
      int shift = bit & 31;
      if (shift + bits <= 32) {
        for (int lane = 0; lane < LANES; lane++) {
          numbers[to + lane] = (words[from + lane] >>> shift & mask) + more;
        }
      } else {
        int back = 32 - shift;
        for (int lane = 0; lane < LANES; lane++) {
          int number = words[from + lane] >>> shift | words[from + LANES + lane] << back;
          numbers[to + lane] = (number & mask) + more;
        }
      }
    }
  }

  @Override
  public int sum(int[] numbers, int before) {
    int sum = before;
    int signs = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += numbers[i];
      signs |= sum;
      numbers[i] = sum;
    }
    return signs;
  }
}
