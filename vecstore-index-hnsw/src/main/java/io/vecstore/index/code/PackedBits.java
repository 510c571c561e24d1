package io.vecstore.index.code;

import io.vecstore.core.kernel.code.BitQuery;
import io.vecstore.core.kernel.code.CodeRecords;
import java.lang.foreign.MemorySegment;

/** One bit a component. */
record PackedBits(CodeRecords records, int dimension) implements PackedCodes {

  @Override
  public CodePacking packing() {
    return CodePacking.BITS;
  }

  @Override
  public int count() {
    return records.count();
  }

  @Override
  public MemorySegment bytes() {
    return records.bytes();
  }

  @Override
  public int lines() {
    return records.lines();
  }

  @Override
  public void write(int ordinal, byte[] codes, float low, float step, float norm) {
    BitQuery.write(records, ordinal, codes);
    records.writeFactors(ordinal, low, step, norm);
  }

  @Override
  public Query query() {
    return new BitScores(records, dimension);
  }

  private static final class BitScores implements Query {

    private final CodeRecords records;
    private final BitQuery query;
    private int touched; // nobody needs it, but the compiler cannot know that

    BitScores(CodeRecords records, int dimension) {
      this.records = records;
      query = new BitQuery(dimension);
    }

    @Override
    public void set(float[] components, float factor) {
      query.set(components, factor);
    }

    @Override
    public void closeness(int[] ordinals, int count, float[] out, boolean scattered) {
      if (scattered) {
        touched += records.touch(ordinals, count);
      }
      query.closeness(records, ordinals, count, out);
    }

    @Override
    public String toString() {
      return "BitScores[touched " + touched + "]";
    }
  }
}
