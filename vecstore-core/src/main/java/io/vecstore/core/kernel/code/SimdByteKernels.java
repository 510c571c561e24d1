package io.vecstore.core.kernel.code;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** For registers of any width: as many bytes as there are ints in one, or in two narrow ones. */
final class SimdByteKernels extends ByteKernels {

  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> B =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, I.vectorBitSize() / Integer.BYTES)));
  private static final boolean TWO = B.length() > I.length();
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  @Override
  public void dot(int[] query, CodeRecords records, int[] ordinals, int count, int[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = dot(query, records.bytes(), records.offset(ordinals[i]));
    }
  }

  private static int dot(int[] query, MemorySegment bytes, long at) {
    IntVector sum = IntVector.zero(I);
    for (int i = 0; i < query.length; i += B.length()) {
      ByteVector codes = ByteVector.fromMemorySegment(B, bytes, at + i, LE);
      IntVector low = (IntVector) codes.convertShape(VectorOperators.ZERO_EXTEND_B2I, I, 0);
      sum = sum.add(low.mul(IntVector.fromArray(I, query, i)));
      if (TWO) {
        IntVector high = (IntVector) codes.convertShape(VectorOperators.ZERO_EXTEND_B2I, I, 1);
        sum = sum.add(high.mul(IntVector.fromArray(I, query, i + I.length())));
      }
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
