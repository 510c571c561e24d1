package io.vecstore.internal.segment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.Sections;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The ids of a sealed segment, by ordinal and back. Two sections, little endian:
 *
 * <pre>
 * ids    primary   count u32 | seed u32 | offset u64 × (count + 1), from the first byte of text | UTF-8 text
 * idmap  derived   slots u32, a power of two | reserved u32 | (hash u32, ordinal + 1 u32) × slots; ordinal + 1 = 0 is empty
 * </pre>
 *
 * The map is open addressing with linear probing, at most half full; the hash is seeded a segment,
 * so that nobody can choose ids that share a slot. A map that is missing is built again in memory.
 */
final class IdTable {

  static final String IDS = "ids";
  static final String MAP = "idmap";

  private static final int HEADER = 8;
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String origin;
  private final MemorySegment ids;
  private final MemorySegment map;
  private final int count;
  private final int seed;
  private final int mask;

  private IdTable(String origin, MemorySegment ids, MemorySegment map) {
    this.origin = origin;
    this.ids = ids;
    this.map = map;
    this.count = ids.get(U32, 0);
    this.seed = ids.get(U32, 4);
    this.mask = map.get(U32, 0) - 1;
  }

  /**
   * Opens the table of a segment.
   *
   * @param rows the number of rows that the segment must have
   * @throws CorruptStoreException if the ids are damaged
   */
  static IdTable open(Sections sections, int rows) {
    MemorySegment ids = sections.require(IDS);
    String origin = sections.origin();
    if (ids.byteSize() < HEADER + 8L * (rows + 1L) || ids.get(U32, 0) != rows) {
      throw new CorruptStoreException(
          origin + "[" + IDS + "]", 0, "not the ids of " + rows + " rows");
    }
    MemorySegment map = sections.find(MAP).orElseGet(() -> buildMap(origin, ids));
    long slots = map.byteSize() < HEADER ? 0 : Integer.toUnsignedLong(map.get(U32, 0));
    if (slots <= rows || Long.bitCount(slots) != 1 || map.byteSize() != HEADER + 8 * slots) {
      map = buildMap(origin, ids);
    }
    return new IdTable(origin, ids, map);
  }

  /** Returns the number of ids that a segment says it has. */
  static int rows(Sections sections) {
    MemorySegment ids = sections.require(IDS);
    if (ids.byteSize() < HEADER || ids.get(U32, 0) < 0) {
      throw new CorruptStoreException(sections.origin() + "[" + IDS + "]", 0, "no number of rows");
    }
    return ids.get(U32, 0);
  }

  /**
   * Returns the two sections for ids that differ from each other; the first is primary, the second
   * derived.
   */
  static List<Section> build(List<String> ids, int seed, Arena arena) {
    byte[][] texts = new byte[ids.size()][];
    long length = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = ids.get(i).getBytes(StandardCharsets.UTF_8);
      length += texts[i].length;
    }
    long start = HEADER + 8L * (texts.length + 1L);
    MemorySegment table = arena.allocate(start + length, 64);
    table.set(U32, 0, texts.length);
    table.set(U32, 4, seed);
    long at = 0;
    for (int i = 0; i < texts.length; i++) {
      table.set(U64, HEADER + 8L * i, at);
      MemorySegment.copy(texts[i], 0, table, JAVA_BYTE, start + at, texts[i].length);
      at += texts[i].length;
    }
    table.set(U64, HEADER + 8L * texts.length, at);
    return List.of(Section.of(IDS, 1, table), Section.of(MAP, 1, buildMap("new segment", table)));
  }

  private static MemorySegment buildMap(String origin, MemorySegment ids) {
    int count = ids.get(U32, 0);
    int slots = Integer.highestOneBit(Math.max(2, count)) * 4;
    MemorySegment map = Arena.ofAuto().allocate(HEADER + 8L * slots, 64);
    map.set(U32, 0, slots);
    IdTable table = new IdTable(origin, ids, map);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      int hash = hash(table.bytes(ordinal), table.seed);
      int slot = hash & table.mask;
      while (map.get(U32, HEADER + 8L * slot + 4) != 0) {
        slot = (slot + 1) & table.mask;
      }
      map.set(U32, HEADER + 8L * slot, hash);
      map.set(U32, HEADER + 8L * slot + 4, ordinal + 1);
    }
    return map;
  }

  /** Returns the number of ids. */
  int count() {
    return count;
  }

  /** Returns the id of an ordinal in {@code [0, count)}. */
  String id(int ordinal) {
    return new String(bytes(ordinal), StandardCharsets.UTF_8);
  }

  /** Returns the ordinal of an id, or -1. */
  int ordinal(byte[] id) {
    int hash = hash(id, seed);
    int slot = hash & mask;
    for (int probes = 0; probes <= mask; probes++) {
      int ordinal = map.get(U32, HEADER + 8L * slot + 4) - 1;
      if (ordinal == -1) {
        return -1;
      }
      if (map.get(U32, HEADER + 8L * slot) == hash && Arrays.equals(bytes(ordinal), id)) {
        return ordinal;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private byte[] bytes(int ordinal) {
    if (ordinal < 0 || ordinal >= count) {
      throw new CorruptStoreException(
          origin + "[" + MAP + "]", -1, "ordinal " + ordinal + " of " + count);
    }
    long at = HEADER + 8L * ordinal;
    long from = ids.get(U64, at);
    long to = ids.get(U64, at + 8);
    long start = HEADER + 8L * (count + 1L);
    if (from < 0 || to < from || to - from > 4096 || to > ids.byteSize() - start) {
      throw new CorruptStoreException(
          origin + "[" + IDS + "]", at, "an id from " + from + " to " + to);
    }
    byte[] text = new byte[(int) (to - from)];
    MemorySegment.copy(ids, JAVA_BYTE, start + from, text, 0, text.length);
    return text;
  }

  /**
   * FNV-1a with a shift a byte, then the finalizer of MurmurHash3; any seeded hash of good spread
   * would do.
   */
  private static int hash(byte[] bytes, int seed) {
    int hash = seed;
    for (byte b : bytes) {
      hash = (hash ^ b) * 0x01000193;
      hash ^= hash >>> 15;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
