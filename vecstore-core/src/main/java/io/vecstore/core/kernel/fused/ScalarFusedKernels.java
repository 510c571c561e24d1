package io.vecstore.core.kernel.fused;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Without the Vector API: a look-up for each four signs. */
final class ScalarFusedKernels extends FusedKernels {

  @Override
  public int score(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out) {
    int[] sums = query.sums();
    Arrays.fill(sums, 0);
    MemorySegment bytes = blocks.bytes();
    byte[] table = query.table();
    long codes = blocks.offset(slot) + FusedBlocks.CODES;
    for (int group = 0; group < 4 * blocks.groups(); group++) {
      for (int b = 0; b < 16; b++) {
        int pair = bytes.get(ValueLayout.JAVA_BYTE, codes + 16L * group + b);
        int at = b / 2 + 8 * (b % 2);
        sums[at] += table[16 * group + (pair & 15)] & 0xff;
        sums[at + 16] += table[16 * group + (pair >>> 4 & 15)] & 0xff;
      }
    }
    return finish(query, blocks, slot, hop, threshold, out);
  }
}
