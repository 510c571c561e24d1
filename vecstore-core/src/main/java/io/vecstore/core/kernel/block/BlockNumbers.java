package io.vecstore.core.kernel.block;

/**
 * Unpacks blocks of 256 numbers. A block of numbers of so many bits is laid out in 8 lanes of ints:
 * number {@code i} is in lane {@code i % 8}, whose 32 numbers follow each other without a gap, the
 * lowest bits first; word {@code w} of all lanes comes before word {@code w + 1} of any. So the
 * same shift serves 8 numbers. Every implementation gives the same numbers. Stateless, safe from
 * any thread.
 *
 * <p>{@link io.vecstore.core.kernel.Kernels#blocks} says which one to use.
 */
public abstract sealed class BlockNumbers permits ScalarBlockNumbers, SimdBlockNumbers {

  /** Numbers in a block. */
  public static final int SIZE = 256;

  /** Lanes of a block. */
  public static final int LANES = 8;

  BlockNumbers() {}

  private static final class Scalar {
    static final BlockNumbers NUMBERS = new ScalarBlockNumbers();
  }

  private static final class Simd {
    static final BlockNumbers NUMBERS = new SimdBlockNumbers();
  }

  /** Returns the implementation in plain Java. */
  public static BlockNumbers scalar() {
    return Scalar.NUMBERS;
  }

  /** Returns the implementation by the Vector API, which must be present. */
  public static BlockNumbers simd() {
    return Simd.NUMBERS;
  }

  /**
   * Unpacks a block.
   *
   * @param words the block, {@code 8 * bits} ints and any after them
   * @param bits of a number, 1 to 31
   * @param more is added to each number
   * @param numbers receives 256 numbers
   */
  public abstract void unpack(int[] words, int bits, int more, int[] numbers);

  /**
   * Replaces 256 numbers by the sums of all up to each.
   *
   * @param before is added to each sum
   * @return a number that is negative if one of the sums is
   */
  public abstract int sum(int[] numbers, int before);

  /**
   * Returns the index of the first number that is at least {@code target}, of which there is one.
   *
   * @param numbers the first {@code count} ascending
   * @param from an index at or before the result
   */
  public abstract int first(int[] numbers, int from, int count, int target);

  /**
   * Finds the numbers above a limit.
   *
   * @param numbers none is NaN
   * @param from where to begin
   * @param to where to end
   * @param indexes receives where they are, ascending
   * @return how many there are
   */
  public abstract int above(float[] numbers, int from, int to, float limit, int[] indexes);

  /**
   * Finds the numbers that are at least a limit; otherwise as {@link #above(float[], int, int,
   * float, int[])}.
   */
  public abstract int atLeast(int[] numbers, int from, int to, int least, int[] indexes);

  /**
   * Finds the numbers above a limit; otherwise as {@link #above(float[], int, int, float, int[])}.
   */
  public abstract int above(double[] numbers, int from, int to, double limit, int[] indexes);
}
