package io.vecstore.core.kernel.block;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The numbers of the eight lanes at a time. */
final class SimdBlockNumbers extends BlockNumbers {

  private static final VectorSpecies<Integer> LANE = IntVector.SPECIES_256;

  private static final VectorSpecies<Integer> WIDE = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final VectorShuffle<Integer> UP_1 = up(1);
  private static final VectorShuffle<Integer> UP_2 = up(2);
  private static final VectorShuffle<Integer> UP_4 = up(4);
  private static final VectorMask<Integer> FROM_1 = from(1);
  private static final VectorMask<Integer> FROM_2 = from(2);
  private static final VectorMask<Integer> FROM_4 = from(4);

  /** Moves each lane up, the lowest stay; only the lanes of {@link #from} mean something. */
  private static VectorShuffle<Integer> up(int lanes) {
    return VectorShuffle.fromOp(LANE, lane -> Math.max(0, lane - lanes));
  }

  private static VectorMask<Integer> from(int lane) {
    return VectorMask.fromLong(LANE, 0xFFL & -1L << lane);
  }

  @Override
  public void unpack(int[] words, int bits, int more, int[] numbers) {
    int mask = -1 >>> (32 - bits);
    for (int bit = 0, to = 0; to < SIZE; bit += bits, to += LANES) {
      int from = (bit >>> 5) * LANES;
      int shift = bit & 31;
      IntVector number =
          IntVector.fromArray(LANE, words, from).lanewise(VectorOperators.LSHR, shift);
      if (shift + bits > 32) {
        number =
            number.or(
                IntVector.fromArray(LANE, words, from + LANES)
                    .lanewise(VectorOperators.LSHL, 32 - shift));
      }
      number.and(mask).add(more).intoArray(numbers, to);
    }
  }

  @Override
  public int sum(int[] numbers, int before) {
    int sum = before;
    IntVector signs = IntVector.zero(LANE);
    for (int at = 0; at < SIZE; at += LANES) {
      IntVector eight = IntVector.fromArray(LANE, numbers, at);
      eight = eight.add(eight.rearrange(UP_1), FROM_1);
      eight = eight.add(eight.rearrange(UP_2), FROM_2);
      eight = eight.add(eight.rearrange(UP_4), FROM_4);
      IntVector sums = eight.add(sum);
      sums.intoArray(numbers, at);
      signs = signs.or(sums);
      sum += eight.lane(LANES - 1);
    }
    return signs.reduceLanes(VectorOperators.OR);
  }

  /** It is seldom far: the widest vector has it nearly always. */
  @Override
  public int first(int[] numbers, int from, int count, int target) {
    int lanes = WIDE.length();
    int at = from;
    for (; at + lanes <= numbers.length; at += lanes) {
      long reached =
          IntVector.fromArray(WIDE, numbers, at).compare(VectorOperators.GE, target).toLong();
      if (reached != 0) {
        return at + Long.numberOfTrailingZeros(reached);
      }
    }
    while (numbers[at] < target) {
      at++;
    }
    return at;
  }

  @Override
  public int above(float[] numbers, int from, int to, float limit, int[] indexes) {
    int lanes = FLOATS.length();
    int count = 0;
    int at = from;
    for (; at + lanes <= to; at += lanes) {
      long above =
          FloatVector.fromArray(FLOATS, numbers, at).compare(VectorOperators.GT, limit).toLong();
      for (; above != 0; above &= above - 1) {
        indexes[count++] = at + Long.numberOfTrailingZeros(above);
      }
    }
    for (; at < to; at++) {
      if (numbers[at] > limit) {
        indexes[count++] = at;
      }
    }
    return count;
  }

  @Override
  public int atLeast(int[] numbers, int from, int to, int least, int[] indexes) {
    int lanes = WIDE.length();
    int count = 0;
    int at = from;
    for (; at + lanes <= to; at += lanes) {
      long those =
          IntVector.fromArray(WIDE, numbers, at).compare(VectorOperators.GE, least).toLong();
      for (; those != 0; those &= those - 1) {
        indexes[count++] = at + Long.numberOfTrailingZeros(those);
      }
    }
    for (; at < to; at++) {
      if (numbers[at] >= least) {
        indexes[count++] = at;
      }
    }
    return count;
  }

  @Override
  public int above(double[] numbers, int from, int to, double limit, int[] indexes) {
    int lanes = DOUBLES.length();
    int count = 0;
    int at = from;
    for (; at + lanes <= to; at += lanes) {
      long above =
          DoubleVector.fromArray(DOUBLES, numbers, at).compare(VectorOperators.GT, limit).toLong();
      for (; above != 0; above &= above - 1) {
        indexes[count++] = at + Long.numberOfTrailingZeros(above);
      }
    }
    for (; at < to; at++) {
      if (numbers[at] > limit) {
        indexes[count++] = at;
      }
    }
    return count;
  }
}
