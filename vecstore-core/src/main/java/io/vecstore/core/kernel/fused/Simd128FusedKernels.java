package io.vecstore.core.kernel.fused;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** For narrower registers: one shuffle looks up the signs of four components. */
final class Simd128FusedKernels extends FusedKernels {

  private static final VectorSpecies<Byte> B = ByteVector.SPECIES_128;
  private static final VectorSpecies<Short> S = ShortVector.SPECIES_128;
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  /** Groups of four components whose sums fit into 16 bits. */
  private static final int GROUPS_A_SUM = 256;

  @Override
  public int score(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out) {
    long codes = blocks.offset(slot) + FusedBlocks.CODES;
    java.util.Arrays.fill(query.sums(), 0);
    int groups = 4 * blocks.groups();
    for (int from = 0; from < groups; from += GROUPS_A_SUM) {
      add(query, blocks.bytes(), codes, from, Math.min(groups, from + GROUPS_A_SUM));
    }
    return finish(query, blocks, slot, hop, threshold, out);
  }

  /** Adds the sums over some groups. */
  private static void add(FusedQuery query, MemorySegment bytes, long codes, int from, int to) {
    byte[] table = query.table();
    ShortVector low = ShortVector.zero(S);
    ShortVector lowOdd = low;
    ShortVector high = low;
    ShortVector highOdd = low;
    for (int group = from; group < to; group++) {
      ByteVector pairs = ByteVector.fromMemorySegment(B, bytes, codes + 16L * group, LE);
      ByteVector t = ByteVector.fromArray(B, table, 16 * group);
      ShortVector s = pairs.and((byte) 15).selectFrom(t).reinterpretAsShorts();
      low = low.add(s);
      lowOdd = lowOdd.add(s.lanewise(VectorOperators.LSHR, 8));
      pairs = pairs.reinterpretAsShorts().lanewise(VectorOperators.LSHR, 4).reinterpretAsBytes();
      s = pairs.and((byte) 15).selectFrom(t).reinterpretAsShorts();
      high = high.add(s);
      highOdd = highOdd.add(s.lanewise(VectorOperators.LSHR, 8));
    }
    // A lane held its odd byte 256 times too often.
    low = low.sub(lowOdd.lanewise(VectorOperators.LSHL, 8));
    high = high.sub(highOdd.lanewise(VectorOperators.LSHL, 8));
    short[] lanes = query.lanes();
    low.intoArray(lanes, 0);
    lowOdd.intoArray(lanes, 8);
    high.intoArray(lanes, 16);
    highOdd.intoArray(lanes, 24);
    int[] sums = query.sums();
    for (int i = 0; i < FusedBlocks.WIDTH; i++) {
      sums[i] += lanes[i] & 0xffff;
    }
  }
}
