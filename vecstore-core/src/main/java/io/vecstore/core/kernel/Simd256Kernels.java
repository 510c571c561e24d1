package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels for 256-bit registers: the accumulator is two registers, and two rows share the loads
 * of the query. The bodies are straight and repeat themselves, because a vector that crosses a call
 * is an object to the compiler.
 */
final class Simd256Kernels extends VectorKernels {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final VectorSpecies<Short> N = ShortVector.SPECIES_256;
  private static final short LOW = 15;
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final VectorShuffle<Float> FOLD_4 = VectorShuffle.iota(S, 4, 1, true);
  private static final VectorShuffle<Float> FOLD_2 = VectorShuffle.iota(S, 2, 1, true);
  private static final VectorShuffle<Float> FOLD_1 = VectorShuffle.iota(S, 1, 1, true);

  Simd256Kernels() {}

  @Override
  public float dot(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.dotRow(query, rows, offset, dimension);
    }
    FloatVector sa = FloatVector.zero(S);
    FloatVector sb = sa;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      sa =
          sa.add(
              FloatVector.fromArray(S, query, i)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE)));
      sb =
          sb.add(
              FloatVector.fromArray(S, query, i + 8)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 32, LE)));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      sa =
          sa.add(
              FloatVector.fromArray(S, query, full)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail, LE)));
      sb =
          sb.add(
              FloatVector.fromArray(S, query, full + 8)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail + 32, LE)));
    }
    sa = sa.add(sb);
    sa = sa.add(sa.rearrange(FOLD_4));
    sa = sa.add(sa.rearrange(FOLD_2));
    return sa.add(sa.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void dot(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    if (dimension < 16 || count < 2) {
      for (int i = 0; i < count; i++) {
        out[i] = dot(query, rows, offset(ordinals[i], dimension), dimension);
      }
      return;
    }
    for (int i = 0; i <= count - 2; i += 2) {
      dotTwo(query, rows, dimension, ordinals, i, out);
    }
    if (count % 2 != 0) { // the last two, of which some are done already
      dotTwo(query, rows, dimension, ordinals, count - 2, out);
    }
  }

  private static void dotTwo(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int at, float[] out) {
    long r0 = offset(ordinals[at], dimension);
    long r1 = offset(ordinals[at + 1], dimension);
    FloatVector s0a = FloatVector.zero(S);
    FloatVector s0b = s0a;
    FloatVector s1a = s0a;
    FloatVector s1b = s0a;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      FloatVector q = FloatVector.fromArray(S, query, i);
      s0a = s0a.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i, LE)));
      s1a = s1a.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i, LE)));
      q = FloatVector.fromArray(S, query, i + 8);
      s0b = s0b.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i + 32, LE)));
      s1b = s1b.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i + 32, LE)));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector q = FloatVector.fromArray(S, query, full);
      s0a = s0a.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + tail, LE)));
      s1a = s1a.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + tail, LE)));
      q = FloatVector.fromArray(S, query, full + 8);
      s0b = s0b.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + tail + 32, LE)));
      s1b = s1b.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + tail + 32, LE)));
    }
    s0a = s0a.add(s0b);
    s1a = s1a.add(s1b);
    s0a = s0a.add(s0a.rearrange(FOLD_4));
    s1a = s1a.add(s1a.rearrange(FOLD_4));
    s0a = s0a.add(s0a.rearrange(FOLD_2));
    s1a = s1a.add(s1a.rearrange(FOLD_2));
    out[at] = s0a.add(s0a.rearrange(FOLD_1)).lane(0);
    out[at + 1] = s1a.add(s1a.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public float squaredEuclidean(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.squaredEuclideanRow(query, rows, offset, dimension);
    }
    FloatVector sa = FloatVector.zero(S);
    FloatVector sb = sa;
    FloatVector d;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      d =
          FloatVector.fromArray(S, query, i)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE));
      sa = sa.add(d.mul(d));
      d =
          FloatVector.fromArray(S, query, i + 8)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 32, LE));
      sb = sb.add(d.mul(d));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector w = FloatVector.fromArray(S, query, full + 16);
      d =
          FloatVector.fromArray(S, query, full)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail, LE))
              .mul(w);
      sa = sa.add(d.mul(d));
      w = FloatVector.fromArray(S, query, full + 24);
      d =
          FloatVector.fromArray(S, query, full + 8)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail + 32, LE))
              .mul(w);
      sb = sb.add(d.mul(d));
    }
    sa = sa.add(sb);
    sa = sa.add(sa.rearrange(FOLD_4));
    sa = sa.add(sa.rearrange(FOLD_2));
    return sa.add(sa.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void squaredEuclidean(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    if (dimension < 16 || count < 2) {
      for (int i = 0; i < count; i++) {
        out[i] = squaredEuclidean(query, rows, offset(ordinals[i], dimension), dimension);
      }
      return;
    }
    for (int i = 0; i <= count - 2; i += 2) {
      squaredEuclideanTwo(query, rows, dimension, ordinals, i, out);
    }
    if (count % 2 != 0) { // the last two, of which some are done already
      squaredEuclideanTwo(query, rows, dimension, ordinals, count - 2, out);
    }
  }

  private static void squaredEuclideanTwo(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int at, float[] out) {
    long r0 = offset(ordinals[at], dimension);
    long r1 = offset(ordinals[at + 1], dimension);
    FloatVector s0a = FloatVector.zero(S);
    FloatVector s0b = s0a;
    FloatVector s1a = s0a;
    FloatVector s1b = s0a;
    FloatVector d;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      FloatVector q = FloatVector.fromArray(S, query, i);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i, LE));
      s0a = s0a.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i, LE));
      s1a = s1a.add(d.mul(d));
      q = FloatVector.fromArray(S, query, i + 8);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i + 32, LE));
      s0b = s0b.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i + 32, LE));
      s1b = s1b.add(d.mul(d));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector q = FloatVector.fromArray(S, query, full);
      FloatVector w = FloatVector.fromArray(S, query, full + 16);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + tail, LE)).mul(w);
      s0a = s0a.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + tail, LE)).mul(w);
      s1a = s1a.add(d.mul(d));
      q = FloatVector.fromArray(S, query, full + 8);
      w = FloatVector.fromArray(S, query, full + 24);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + tail + 32, LE)).mul(w);
      s0b = s0b.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + tail + 32, LE)).mul(w);
      s1b = s1b.add(d.mul(d));
    }
    s0a = s0a.add(s0b);
    s1a = s1a.add(s1b);
    s0a = s0a.add(s0a.rearrange(FOLD_4));
    s1a = s1a.add(s1a.rearrange(FOLD_4));
    s0a = s0a.add(s0a.rearrange(FOLD_2));
    s1a = s1a.add(s1a.rearrange(FOLD_2));
    out[at] = s0a.add(s0a.rearrange(FOLD_1)).lane(0);
    out[at + 1] = s1a.add(s1a.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void nibbles(
      NibbleQuery query, NibbleRecords records, int[] ordinals, int count, float[] out) {
    short[] lanes = query.lanes();
    MemorySegment bytes = records.bytes();
    for (int i = 0; i < count; i++) {
      long record = records.offset(ordinals[i]);
      int sum = 0;
      for (int from = 0; from < records.blocks(); from += NibbleQuery.BLOCKS_A_SUM) {
        int to = Math.min(records.blocks(), from + NibbleQuery.BLOCKS_A_SUM);
        sum += nibbleSum(lanes, bytes, record, from, to);
      }
      out[i] = query.closeness(records, ordinals[i], sum);
    }
  }

  /** Returns the sum over some blocks; it fits into the lanes, because the query is scaled so. */
  private static int nibbleSum(short[] lanes, MemorySegment bytes, long record, int from, int to) {
    ShortVector evenA = ShortVector.zero(N);
    ShortVector oddA = evenA;
    ShortVector evenB = evenA;
    ShortVector oddB = evenA;
    for (int block = from; block < to; block++) {
      int q = block * NibbleQuery.BLOCK;
      ShortVector v = ShortVector.fromMemorySegment(N, bytes, record + 64L * block, LE);
      evenA = evenA.add(v.and(LOW).mul(ShortVector.fromArray(N, lanes, q)));
      oddA =
          oddA.add(
              v.lanewise(VectorOperators.LSHR, 4)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 32)));
      evenA =
          evenA.add(
              v.lanewise(VectorOperators.LSHR, 8)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 64)));
      oddA =
          oddA.add(
              v.lanewise(VectorOperators.LSHR, 12).mul(ShortVector.fromArray(N, lanes, q + 96)));
      v = ShortVector.fromMemorySegment(N, bytes, record + 64L * block + 32, LE);
      evenB = evenB.add(v.and(LOW).mul(ShortVector.fromArray(N, lanes, q + 16)));
      oddB =
          oddB.add(
              v.lanewise(VectorOperators.LSHR, 4)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 48)));
      evenB =
          evenB.add(
              v.lanewise(VectorOperators.LSHR, 8)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 80)));
      oddB =
          oddB.add(
              v.lanewise(VectorOperators.LSHR, 12).mul(ShortVector.fromArray(N, lanes, q + 112)));
    }
    return widened(evenA.add(oddA)) + widened(evenB.add(oddB));
  }

  private static int widened(ShortVector sums) {
    IntVector pairs = sums.reinterpretAsInts();
    IntVector high = pairs.lanewise(VectorOperators.ASHR, 16);
    IntVector low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public String name() {
    return "simd256";
  }

  @Override
  public int bits() {
    return 256;
  }
}
