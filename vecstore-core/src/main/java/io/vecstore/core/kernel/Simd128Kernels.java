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
 * The kernels for 128-bit registers: the accumulator is four registers. The bodies are straight and
 * repeat themselves, because a vector that crosses a call is an object to the compiler.
 */
final class Simd128Kernels extends VectorKernels {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_128;
  private static final VectorSpecies<Short> N = ShortVector.SPECIES_128;
  private static final short LOW = 15;
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final VectorShuffle<Float> FOLD_2 = VectorShuffle.iota(S, 2, 1, true);
  private static final VectorShuffle<Float> FOLD_1 = VectorShuffle.iota(S, 1, 1, true);

  Simd128Kernels() {}

  @Override
  public float dot(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.dotRow(query, rows, offset, dimension);
    }
    FloatVector sa = FloatVector.zero(S);
    FloatVector sb = sa;
    FloatVector sc = sa;
    FloatVector sd = sa;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      sa =
          sa.add(
              FloatVector.fromArray(S, query, i)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE)));
      sb =
          sb.add(
              FloatVector.fromArray(S, query, i + 4)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 16, LE)));
      sc =
          sc.add(
              FloatVector.fromArray(S, query, i + 8)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 32, LE)));
      sd =
          sd.add(
              FloatVector.fromArray(S, query, i + 12)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 48, LE)));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      sa =
          sa.add(
              FloatVector.fromArray(S, query, full)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail, LE)));
      sb =
          sb.add(
              FloatVector.fromArray(S, query, full + 4)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail + 16, LE)));
      sc =
          sc.add(
              FloatVector.fromArray(S, query, full + 8)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail + 32, LE)));
      sd =
          sd.add(
              FloatVector.fromArray(S, query, full + 12)
                  .mul(FloatVector.fromMemorySegment(S, rows, offset + tail + 48, LE)));
    }
    sa = sa.add(sc).add(sb.add(sd));
    sa = sa.add(sa.rearrange(FOLD_2));
    return sa.add(sa.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void dot(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = dot(query, rows, offset(ordinals[i], dimension), dimension);
    }
  }

  @Override
  public float squaredEuclidean(float[] query, MemorySegment rows, long offset, int dimension) {
    if (dimension < 16) {
      return ScalarKernels.squaredEuclideanRow(query, rows, offset, dimension);
    }
    FloatVector sa = FloatVector.zero(S);
    FloatVector sb = sa;
    FloatVector sc = sa;
    FloatVector sd = sa;
    FloatVector d;
    int full = dimension & -16;
    for (int i = 0; i < full; i += 16) {
      d =
          FloatVector.fromArray(S, query, i)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i, LE));
      sa = sa.add(d.mul(d));
      d =
          FloatVector.fromArray(S, query, i + 4)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 16, LE));
      sb = sb.add(d.mul(d));
      d =
          FloatVector.fromArray(S, query, i + 8)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 32, LE));
      sc = sc.add(d.mul(d));
      d =
          FloatVector.fromArray(S, query, i + 12)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + 4L * i + 48, LE));
      sd = sd.add(d.mul(d));
    }
    if (full < dimension) {
      long tail = 4L * (dimension - 16);
      FloatVector w = FloatVector.fromArray(S, query, full + 16);
      d =
          FloatVector.fromArray(S, query, full)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail, LE))
              .mul(w);
      sa = sa.add(d.mul(d));
      w = FloatVector.fromArray(S, query, full + 20);
      d =
          FloatVector.fromArray(S, query, full + 4)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail + 16, LE))
              .mul(w);
      sb = sb.add(d.mul(d));
      w = FloatVector.fromArray(S, query, full + 24);
      d =
          FloatVector.fromArray(S, query, full + 8)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail + 32, LE))
              .mul(w);
      sc = sc.add(d.mul(d));
      w = FloatVector.fromArray(S, query, full + 28);
      d =
          FloatVector.fromArray(S, query, full + 12)
              .sub(FloatVector.fromMemorySegment(S, rows, offset + tail + 48, LE))
              .mul(w);
      sd = sd.add(d.mul(d));
    }
    sa = sa.add(sc).add(sb.add(sd));
    sa = sa.add(sa.rearrange(FOLD_2));
    return sa.add(sa.rearrange(FOLD_1)).lane(0);
  }

  @Override
  public void squaredEuclidean(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = squaredEuclidean(query, rows, offset(ordinals[i], dimension), dimension);
    }
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
    int sum = 0;
    for (int part = 0; part < 32; part += 8) {
      sum += nibbleSum(lanes, bytes, record, from, to, part);
    }
    return sum;
  }

  private static int nibbleSum(
      short[] lanes, MemorySegment bytes, long record, int from, int to, int part) {
    ShortVector even = ShortVector.zero(N);
    ShortVector odd = even;
    for (int block = from; block < to; block++) {
      int q = block * NibbleQuery.BLOCK + part;
      long at = record + 64L * block + 2L * part;
      ShortVector v = ShortVector.fromMemorySegment(N, bytes, at, LE);
      even = even.add(v.and(LOW).mul(ShortVector.fromArray(N, lanes, q)));
      ShortVector w = v.lanewise(VectorOperators.LSHR, 4).and(LOW);
      odd = odd.add(w.mul(ShortVector.fromArray(N, lanes, q + 32)));
      w = v.lanewise(VectorOperators.LSHR, 8).and(LOW);
      even = even.add(w.mul(ShortVector.fromArray(N, lanes, q + 64)));
      w = v.lanewise(VectorOperators.LSHR, 12);
      odd = odd.add(w.mul(ShortVector.fromArray(N, lanes, q + 96)));
    }
    return widened(even.add(odd));
  }

  private static int widened(ShortVector sums) {
    IntVector pairs = sums.reinterpretAsInts();
    IntVector high = pairs.lanewise(VectorOperators.ASHR, 16);
    IntVector low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public String name() {
    return "simd128";
  }

  @Override
  public int bits() {
    return 128;
  }
}
