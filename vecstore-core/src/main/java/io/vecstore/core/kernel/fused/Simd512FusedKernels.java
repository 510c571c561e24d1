package io.vecstore.core.kernel.fused;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * For 512-bit registers: one register holds the tables of sixteen components, and one shuffle looks
 * up 64 codes. The upper two bits of an index choose the table.
 */
final class Simd512FusedKernels extends FusedKernels {

  private static final VectorSpecies<Byte> B = ByteVector.SPECIES_512;
  private static final VectorSpecies<Short> S = ShortVector.SPECIES_512;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_512;
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  /** Lines whose sums fit into 16 bits. */
  private static final int LINES_A_SUM = 256;

  private static final byte[] TABLES = new byte[64];

  static {
    for (int i = 0; i < TABLES.length; i++) {
      TABLES[i] = (byte) (i / 16 * 16);
    }
  }

  @Override
  public int score(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out) {
    long codes = blocks.offset(slot) + FusedBlocks.CODES;
    Arrays.fill(query.sums(), 0);
    int lines = blocks.groups();
    for (int from = 0; from < lines; from += LINES_A_SUM) {
      add(query, blocks.bytes(), codes, from, Math.min(lines, from + LINES_A_SUM));
    }
    return finish512(query, blocks, slot, hop, threshold, out);
  }

  /** Adds the sums over some lines. */
  private static void add(FusedQuery query, MemorySegment bytes, long codes, int from, int to) {
    byte[] table = query.table();
    ByteVector tables = ByteVector.fromArray(B, TABLES, 0);
    ShortVector low = ShortVector.zero(S);
    ShortVector lowOdd = low;
    ShortVector high = low;
    ShortVector highOdd = low;
    for (int line = from; line < to; line++) {
      ByteVector pairs = ByteVector.fromMemorySegment(B, bytes, codes + 64L * line, LE);
      ByteVector t = ByteVector.fromArray(B, table, 64 * line);
      ShortVector s = pairs.and((byte) 15).or(tables).selectFrom(t).reinterpretAsShorts();
      low = low.add(s);
      lowOdd = lowOdd.add(s.lanewise(VectorOperators.LSHR, 8));
      pairs = pairs.reinterpretAsShorts().lanewise(VectorOperators.LSHR, 4).reinterpretAsBytes();
      s = pairs.and((byte) 15).or(tables).selectFrom(t).reinterpretAsShorts();
      high = high.add(s);
      highOdd = highOdd.add(s.lanewise(VectorOperators.LSHR, 8));
    }
    // A lane held its odd byte 256 times too often.
    low = low.sub(lowOdd.lanewise(VectorOperators.LSHL, 8));
    high = high.sub(highOdd.lanewise(VectorOperators.LSHL, 8));
    short[] lanes = query.lanes();
    low.intoArray(lanes, 0);
    lowOdd.intoArray(lanes, 32);
    high.intoArray(lanes, 64);
    highOdd.intoArray(lanes, 96);
    int[] sums = query.sums();
    for (int quarter = 0; quarter < 4; quarter++) {
      for (int i = 0; i < 8; i++) {
        int at = 32 * quarter + i;
        sums[8 * quarter + i] +=
            (lanes[at] & 0xffff)
                + (lanes[at + 8] & 0xffff)
                + (lanes[at + 16] & 0xffff)
                + (lanes[at + 24] & 0xffff);
      }
    }
  }

  private static int finish512(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out) {
    MemorySegment bytes = blocks.bytes();
    long block = blocks.offset(slot);
    int[] sums = query.sums();
    int above = 0;
    for (int i = 0; i < FusedBlocks.WIDTH; i += 16) {
      FloatVector offset =
          FloatVector.fromMemorySegment(F, bytes, block + FusedBlocks.OFFSETS + 4L * i, LE);
      FloatVector factor =
          FloatVector.fromMemorySegment(F, bytes, block + FusedBlocks.FACTORS + 4L * i, LE);
      FloatVector sum =
          (FloatVector) IntVector.fromArray(I, sums, i).convert(VectorOperators.I2F, 0);
      FloatVector closeness =
          factor.mul(sum.mul(query.scale()).add(query.bias())).add(offset.add(hop));
      closeness.intoArray(out, i);
      above |= (int) (closeness.compare(VectorOperators.GT, threshold).toLong() << i);
    }
    return above;
  }
}
