package io.vecstore.persist.segment;

/**
 * The bytes of a file of tombstones. Little endian.
 *
 * <pre>
 *   0  "VSDL"
 *   4  format u16     6  oldest reader u16
 *   8  number of the segment u64
 *  16  generation u64
 *  24  length of the dead bitmap u32
 *  28  length of the soft bitmap u32
 *  32  dead: ordinals that no reader may see, a Roaring bitmap in its portable format
 *      soft: ordinals that are hidden and may come back, likewise
 *      per soft ordinal, ascending: LSN of its deletion u64, time of its deletion u64 in milliseconds since 1970
 *      crc32c u32 of all before
 * </pre>
 */
public final class TombstoneLayout {

  /** The version of this layout. */
  public static final int FORMAT = 1;

  static final int MAGIC = 0x4C445356; // "VSDL"
  static final int HEADER_BYTES = 32;
  static final int SOFT_BYTES = 16;

  private TombstoneLayout() {}
}
