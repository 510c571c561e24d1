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
 * The kernels for 512-bit registers: the accumulator is one register, and four rows share the loads
 * of the query. The bodies are straight and repeat themselves, because a vector that crosses a call
 * is an object to the compiler.
 */
final class Simd512Kernels extends VectorKernels {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
  private static final VectorSpecies<Short> N = ShortVector.SPECIES_512;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_512;
  private static final short LOW = 15;
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final VectorShuffle<Float> FOLD_8 = VectorShuffle.iota(S, 8, 1, true);
  private static final VectorShuffle<Float> FOLD_4 = VectorShuffle.iota(S, 4, 1, true);
  private static final VectorShuffle<Float> FOLD_2 = VectorShuffle.iota(S, 2, 1, true);
  private static final VectorShuffle<Float> FOLD_1 = VectorShuffle.iota(S, 1, 1, true);

  Simd512Kernels() {}

  @Override
  public float dot(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.dotRow(query, rows, offset, dimension);
    }
    FloatVector s = FloatVector.zero(S);
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      s =
          s.add(
              FloatVector.fromArray(S, query, i)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE)));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      s =
          s.add(
              FloatVector.fromArray(S, query, full)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail, LE)));
    }
    s = s.add(s.rearrange(FOLD_8));
    s = s.add(s.rearrange(FOLD_4));
    s = s.add(s.rearrange(FOLD_2));
    return s.add(s.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void dot(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    if (dimension < 16 || count < 4) {
      for (int i = 0; i < count; i++) {
        out[i] = dot(query, rows, offset(ordinals[i], dimension), dimension);
      }
      return;
    }
    for (int i = 0; i <= count - 4; i += 4) {
      dotFour(query, rows, dimension, ordinals, i, out);
    }
    if (count % 4 != 0) { // the last four, of which some are done already
      dotFour(query, rows, dimension, ordinals, count - 4, out);
    }
  }

  private static void dotFour(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int at, float[] out) {
    long r0 = offset(ordinals[at], dimension);
    long r1 = offset(ordinals[at + 1], dimension);
    long r2 = offset(ordinals[at + 2], dimension);
    long r3 = offset(ordinals[at + 3], dimension);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      FloatVector q = FloatVector.fromArray(S, query, i);
      s0 = s0.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i, LE)));
      s1 = s1.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i, LE)));
      s2 = s2.add(q.mul(FloatVector.fromMemorySegment(S, rows, r2 + 4L * i, LE)));
      s3 = s3.add(q.mul(FloatVector.fromMemorySegment(S, rows, r3 + 4L * i, LE)));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector q = FloatVector.fromArray(S, query, full);
      s0 = s0.add(q.mul(FloatVector.fromMemorySegment(S, rows, r0 + tail, LE)));
      s1 = s1.add(q.mul(FloatVector.fromMemorySegment(S, rows, r1 + tail, LE)));
      s2 = s2.add(q.mul(FloatVector.fromMemorySegment(S, rows, r2 + tail, LE)));
      s3 = s3.add(q.mul(FloatVector.fromMemorySegment(S, rows, r3 + tail, LE)));
    }
    s0 = s0.add(s0.rearrange(FOLD_8));
    s1 = s1.add(s1.rearrange(FOLD_8));
    s2 = s2.add(s2.rearrange(FOLD_8));
    s3 = s3.add(s3.rearrange(FOLD_8));
    s0 = s0.add(s0.rearrange(FOLD_4));
    s1 = s1.add(s1.rearrange(FOLD_4));
    s2 = s2.add(s2.rearrange(FOLD_4));
    s3 = s3.add(s3.rearrange(FOLD_4));
    s0 = s0.add(s0.rearrange(FOLD_2));
    s1 = s1.add(s1.rearrange(FOLD_2));
    s2 = s2.add(s2.rearrange(FOLD_2));
    s3 = s3.add(s3.rearrange(FOLD_2));
    out[at] = s0.add(s0.rearrange(FOLD_1)).lane(0);
    out[at + 1] = s1.add(s1.rearrange(FOLD_1)).lane(0);
    out[at + 2] = s2.add(s2.rearrange(FOLD_1)).lane(0);
    out[at + 3] = s3.add(s3.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public float squaredEuclidean(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.squaredEuclideanRow(query, rows, offset, dimension);
    }
    FloatVector s = FloatVector.zero(S);
    FloatVector d;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      d =
          FloatVector.fromArray(S, query, i)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE));
      s = s.add(d.mul(d));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector w = FloatVector.fromArray(S, query, full + 16);
      d =
          FloatVector.fromArray(S, query, full)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail, LE))
              .mul(w);
      s = s.add(d.mul(d));
    }
    s = s.add(s.rearrange(FOLD_8));
    s = s.add(s.rearrange(FOLD_4));
    s = s.add(s.rearrange(FOLD_2));
    return s.add(s.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void squaredEuclidean(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    if (dimension < 16 || count < 4) {
      for (int i = 0; i < count; i++) {
        out[i] = squaredEuclidean(query, rows, offset(ordinals[i], dimension), dimension);
      }
      return;
    }
    for (int i = 0; i <= count - 4; i += 4) {
      squaredEuclideanFour(query, rows, dimension, ordinals, i, out);
    }
    if (count % 4 != 0) { // the last four, of which some are done already
      squaredEuclideanFour(query, rows, dimension, ordinals, count - 4, out);
    }
  }

  private static void squaredEuclideanFour(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int at, float[] out) {
    long r0 = offset(ordinals[at], dimension);
    long r1 = offset(ordinals[at + 1], dimension);
    long r2 = offset(ordinals[at + 2], dimension);
    long r3 = offset(ordinals[at + 3], dimension);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector d;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      FloatVector q = FloatVector.fromArray(S, query, i);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + 4L * i, LE));
      s0 = s0.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + 4L * i, LE));
      s1 = s1.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r2 + 4L * i, LE));
      s2 = s2.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r3 + 4L * i, LE));
      s3 = s3.add(d.mul(d));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector q = FloatVector.fromArray(S, query, full);
      FloatVector w = FloatVector.fromArray(S, query, full + 16);
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r0 + tail, LE)).mul(w);
      s0 = s0.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r1 + tail, LE)).mul(w);
      s1 = s1.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r2 + tail, LE)).mul(w);
      s2 = s2.add(d.mul(d));
      d = q.sub(FloatVector.fromMemorySegment(S, rows, r3 + tail, LE)).mul(w);
      s3 = s3.add(d.mul(d));
    }
    s0 = s0.add(s0.rearrange(FOLD_8));
    s1 = s1.add(s1.rearrange(FOLD_8));
    s2 = s2.add(s2.rearrange(FOLD_8));
    s3 = s3.add(s3.rearrange(FOLD_8));
    s0 = s0.add(s0.rearrange(FOLD_4));
    s1 = s1.add(s1.rearrange(FOLD_4));
    s2 = s2.add(s2.rearrange(FOLD_4));
    s3 = s3.add(s3.rearrange(FOLD_4));
    s0 = s0.add(s0.rearrange(FOLD_2));
    s1 = s1.add(s1.rearrange(FOLD_2));
    s2 = s2.add(s2.rearrange(FOLD_2));
    s3 = s3.add(s3.rearrange(FOLD_2));
    out[at] = s0.add(s0.rearrange(FOLD_1)).lane(0);
    out[at + 1] = s1.add(s1.rearrange(FOLD_1)).lane(0);
    out[at + 2] = s2.add(s2.rearrange(FOLD_1)).lane(0);
    out[at + 3] = s3.add(s3.rearrange(FOLD_1)).lane(0);
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
      out[i] = query.closeness(records, record, sum);
    }
  }

  /** Returns the sum over some blocks; it fits into the lanes, because the query is scaled so. */
  private static int nibbleSum(short[] lanes, MemorySegment bytes, long record, int from, int to) {
    ShortVector even = ShortVector.zero(N);
    ShortVector odd = even;
    for (int block = from; block < to; block++) {
      int q = block * NibbleQuery.BLOCK;
      ShortVector v = ShortVector.fromMemorySegment(N, bytes, record + 64L * block, LE);
      even = even.add(v.and(LOW).mul(ShortVector.fromArray(N, lanes, q)));
      odd =
          odd.add(
              v.lanewise(VectorOperators.LSHR, 4)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 32)));
      even =
          even.add(
              v.lanewise(VectorOperators.LSHR, 8)
                  .and(LOW)
                  .mul(ShortVector.fromArray(N, lanes, q + 64)));
      odd =
          odd.add(
              v.lanewise(VectorOperators.LSHR, 12).mul(ShortVector.fromArray(N, lanes, q + 96)));
    }
    ShortVector all = even.add(odd);
    IntVector low = (IntVector) all.convertShape(VectorOperators.S2I, I, 0);
    return low.add((IntVector) all.convertShape(VectorOperators.S2I, I, 1))
        .reduceLanes(VectorOperators.ADD);
  }

  @Override
  public String name() {
    return "simd512";
  }

  @Override
  public int bits() {
    return 512;
  }
}
