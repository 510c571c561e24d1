package io.vecstore.index.code;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.code.ByteQuery;
import io.vecstore.core.kernel.code.CodeRecords;
import java.lang.foreign.MemorySegment;

/** Eight bits a component. */
record PackedBytes(CodeRecords records, int dimension) implements PackedCodes {

  @Override
  public CodePacking packing() {
    return CodePacking.BYTES;
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
    ByteQuery.write(records, ordinal, codes);
    records.writeFactors(ordinal, low, step, norm);
  }

  @Override
  public Query query() {
    return new ByteScores(records, dimension);
  }

  private static final class ByteScores implements Query {

    private final CodeRecords records;
    private final ByteQuery query;
    private int touched; // nobody needs it, but the compiler cannot know that

    ByteScores(CodeRecords records, int dimension) {
      this.records = records;
      query = new ByteQuery(dimension);
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
      query.closeness(Kernels.bytes(), records, ordinals, count, out);
    }

    @Override
    public String toString() {
      return "ByteScores[touched " + touched + "]";
    }
  }
}
