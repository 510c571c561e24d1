package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
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
    if (records.blocks() == 1) {
      nibblesOfOneBlock(query, records, ordinals, count, out);
      return;
    }
    for (int from = 0; from < count; from += NibbleQuery.ROWS) {
      nibblesByBlock(query, records, ordinals, from, Math.min(count, from + NibbleQuery.ROWS), out);
    }
  }

  /**
   * Takes each block of all rows before the next block, so that the query's block stays in
   * registers.
   */
  private static void nibblesByBlock(
      NibbleQuery query, NibbleRecords records, int[] ordinals, int from, int to, float[] out) {
    int[] totals = query.totals();
    Arrays.fill(totals, 0, to - from, 0);
    for (int block = 0; block < records.blocks(); block++) {
      if (block % NibbleQuery.BLOCKS_A_SUM == 0) {
        Arrays.fill(query.sums(), 0, 32 * (to - from), (short) 0);
      }
      addBlock(query, records, block, ordinals, from, to);
      if ((block + 1) % NibbleQuery.BLOCKS_A_SUM == 0 || block + 1 == records.blocks()) {
        for (int i = 0; i < to - from; i++) {
          totals[i] += sum(query.sums(), 32 * i);
        }
      }
    }
    for (int i = from; i < to; i++) {
      out[i] = query.closeness(records, ordinals[i], totals[i - from]);
    }
  }

  private static void addBlock(
      NibbleQuery query, NibbleRecords records, int block, int[] ordinals, int from, int to) {
    short[] sums = query.sums();
    MemorySegment bytes = records.bytes();
    int q = block * NibbleQuery.BLOCK;
    ShortVector q0 = ShortVector.fromArray(N, query.lanes(), q);
    ShortVector q1 = ShortVector.fromArray(N, query.lanes(), q + 32);
    ShortVector q2 = ShortVector.fromArray(N, query.lanes(), q + 64);
    ShortVector q3 = ShortVector.fromArray(N, query.lanes(), q + 96);
    for (int i = from; i < to; i++) {
      long at = records.offset(ordinals[i]) + 64L * block;
      ShortVector v = ShortVector.fromMemorySegment(N, bytes, at, LE);
      ShortVector s = ShortVector.fromArray(N, sums, 32 * (i - from));
      s = s.add(v.and(LOW).mul(q0));
      s = s.add(v.lanewise(VectorOperators.LSHR, 4).and(LOW).mul(q1));
      s = s.add(v.lanewise(VectorOperators.LSHR, 8).and(LOW).mul(q2));
      s = s.add(v.lanewise(VectorOperators.LSHR, 12).mul(q3));
      s.intoArray(sums, 32 * (i - from));
    }
  }

  private static int sum(short[] sums, int at) {
    IntVector pairs = ShortVector.fromArray(N, sums, at).reinterpretAsInts();
    IntVector high = pairs.lanewise(VectorOperators.ASHR, 16);
    IntVector low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }

  private static void nibblesOfOneBlock(
      NibbleQuery query, NibbleRecords records, int[] ordinals, int count, float[] out) {
    MemorySegment bytes = records.bytes();
    ShortVector q0 = ShortVector.fromArray(N, query.lanes(), 0);
    ShortVector q1 = ShortVector.fromArray(N, query.lanes(), 32);
    ShortVector q2 = ShortVector.fromArray(N, query.lanes(), 64);
    ShortVector q3 = ShortVector.fromArray(N, query.lanes(), 96);
    for (int i = 0; i < count; i++) {
      long record = records.offset(ordinals[i]);
      ShortVector v = ShortVector.fromMemorySegment(N, bytes, record, LE);
      ShortVector s = v.and(LOW).mul(q0);
      s = s.add(v.lanewise(VectorOperators.LSHR, 4).and(LOW).mul(q1));
      s = s.add(v.lanewise(VectorOperators.LSHR, 8).and(LOW).mul(q2));
      s = s.add(v.lanewise(VectorOperators.LSHR, 12).mul(q3));
      IntVector pairs = s.reinterpretAsInts();
      IntVector high = pairs.lanewise(VectorOperators.ASHR, 16);
      IntVector low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
      out[i] =
          query.closeness(records, ordinals[i], low.add(high).reduceLanes(VectorOperators.ADD));
    }
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
