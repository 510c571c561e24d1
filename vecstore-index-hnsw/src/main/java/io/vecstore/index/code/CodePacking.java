package io.vecstore.index.code;

import io.vecstore.core.kernel.NibbleRecords;
import io.vecstore.core.kernel.code.BitQuery;
import io.vecstore.core.kernel.code.ByteQuery;
import io.vecstore.core.kernel.code.CodeRecords;
import java.lang.foreign.MemorySegment;

/** In how many bits a component is held: what differs between the kinds of codes. */
public enum CodePacking {
  /** Four bits. */
  NIBBLES(1, 15),
  /** Eight bits. */
  BYTES(2, 255),
  /** One bit. */
  BITS(3, 1);

  private final int kind;
  private final int highest;

  CodePacking(int kind, int highest) {
    this.kind = kind;
    this.highest = highest;
  }

  /** Returns the number by which a section tells its packing. */
  int kind() {
    return kind;
  }

  /** Returns the highest code of a component. */
  int highest() {
    return highest;
  }

  /** Returns the bytes of packed codes. */
  long bytes(int dimension, int count) {
    return switch (this) {
      case NIBBLES -> NibbleRecords.bytes(dimension, count);
      case BYTES -> CodeRecords.bytes(ByteQuery.codeBytes(dimension), count);
      case BITS -> CodeRecords.bytes(BitQuery.codeBytes(dimension), count);
    };
  }

  /** Returns packed codes over so many bytes of memory. */
  PackedCodes over(MemorySegment bytes, int dimension, int count) {
    return switch (this) {
      case NIBBLES -> new PackedNibbles(new NibbleRecords(bytes, dimension, count), dimension);
      case BYTES ->
          new PackedBytes(new CodeRecords(bytes, ByteQuery.codeBytes(dimension), count), dimension);
      case BITS ->
          new PackedBits(new CodeRecords(bytes, BitQuery.codeBytes(dimension), count), dimension);
    };
  }
}
