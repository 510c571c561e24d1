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

  /** By steps that double, then by halves. */
  @Override
  public int first(int[] numbers, int from, int count, int target) {
    if (numbers[from] >= target) {
      return from;
    }
    int low = from;
    int step = 1;
    while (low + step < count && numbers[low + step] < target) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(low + step, count - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numbers[middle] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int above(float[] numbers, int from, int to, float limit, int[] indexes) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (numbers[i] > limit) {
        indexes[count++] = i;
      }
    }
    return count;
  }

  @Override
  public int atLeast(int[] numbers, int from, int to, int least, int[] indexes) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (numbers[i] >= least) {
        indexes[count++] = i;
      }
    }
    return count;
  }

  @Override
  public int above(double[] numbers, int from, int to, double limit, int[] indexes) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (numbers[i] > limit) {
        indexes[count++] = i;
      }
    }
    return count;
  }
}
