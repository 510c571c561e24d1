package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The scan in vectors of the width that the machine prefers. */
final class SimdRangeScan extends RangeScan {

  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

  @Override
  void addWords(MemorySegment numbers, int first, int count, long low, long span, long[] bits) {
    int lanes = SPECIES.length();
    long at = (long) first * Long.SIZE * Long.BYTES;
    for (int i = 0; i < count; i++) {
      long found = 0;
      for (int lane = 0; lane < Long.SIZE; lane += lanes) {
        LongVector number =
            LongVector.fromMemorySegment(SPECIES, numbers, at, ByteOrder.LITTLE_ENDIAN);
        found |= number.sub(low).compare(VectorOperators.ULE, span).toLong() << lane;
        at += (long) lanes * Long.BYTES;
      }
      bits[i] |= found;
    }
  }
}
