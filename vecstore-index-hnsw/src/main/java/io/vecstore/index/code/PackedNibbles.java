package io.vecstore.index.code;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.kernel.NibbleQuery;
import io.vecstore.core.kernel.NibbleRecords;
import java.lang.foreign.MemorySegment;

/** Four bits a component. */
record PackedNibbles(NibbleRecords records, int dimension) implements PackedCodes {

  @Override
  public CodePacking packing() {
    return CodePacking.NIBBLES;
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
    return records.blocks();
  }

  @Override
  public void write(int ordinal, byte[] codes, float low, float step, float norm) {
    records.write(ordinal, codes, low, step, norm);
  }

  @Override
  public Query query() {
    return new NibbleScores(records, dimension);
  }

  private static final class NibbleScores implements Query {

    private final NibbleRecords records;
    private final NibbleQuery query;
    private int touched; // nobody needs it, but the compiler cannot know that

    NibbleScores(NibbleRecords records, int dimension) {
      this.records = records;
      query = new NibbleQuery(dimension);
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
      Kernels.get().nibbles(query, records, ordinals, count, out);
    }

    @Override
    public String toString() {
      return "NibbleScores[touched " + touched + "]";
    }
  }
}
