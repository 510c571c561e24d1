package io.vecstore.persist.segment;

/**
 * The bytes of a segment file. Little endian.
 *
 * <pre>
 * header, 64 bytes                              table entry, 64 bytes, one per section, in file order
 *   0  "VSEG"                                     0  position u64: a multiple of 64; of 4096 if 64 KiB or longer
 *   4  format u16     6  oldest reader u16        8  length u64
 *   8  id of the store that wrote it, 16 bytes   16  index of its first checksum u32
 *  24  number u64                                20  version of its inner layout u32
 *  32  features that a reader must know u32      24  flags u16: bit 0 derived
 *  36  zeros                                     26  length of the name u16
 *  60  crc32c u32 of bytes 0 to 59               28  0 u32
 *                                                32  name, ASCII, padded with zeros
 * sections, the gaps between them zero
 * checksums, at a multiple of 64: crc32c u32 of each started 1 MiB block of each section, in file order; zeros up to the table
 * table, at a multiple of 64
 * footer, the last 64 bytes
 *   0  position of the checksums u64              8  position of the table u64
 *  16  number of checksums u32                   20  number of sections u32
 *  24  length of the file u64                    32  number u64
 *  40  crc32c u32 from the checksums to the end of the table
 *  44  crc32c u32 of the header                  48  zeros
 *  56  crc32c u32 of bytes 0 to 55               60  "GESV"
 * </pre>
 */
public final class SegmentLayout {

  /** The version of this layout. */
  public static final int FORMAT = 1;

  /** How many bytes of a section share a checksum. */
  public static final int BLOCK_BYTES = 1 << 20;

  /** The length in bytes of the longest name of a section. */
  public static final int MAX_NAME = 32;

  static final int MAGIC = 0x47455356; // "VSEG"
  static final int END_MAGIC = 0x56534547; // "GESV"
  static final int HEADER_BYTES = 64;
  static final int HEADER_CRC = 60;
  static final int ENTRY_BYTES = 64;

  /** The length in bytes of the end of a file. */
  public static final int FOOTER_BYTES = 64;

  /** Where in the footer its own checksum stands. */
  public static final int FOOTER_CRC = 56;

  static final int DERIVED = 1;

  private static final long LARGE = 64 << 10;

  private SegmentLayout() {}

  /**
   * Returns the first position at or after {@code position} at which a section of {@code length}
   * bytes may start.
   */
  static long align(long position, long length) {
    long unit = length >= LARGE ? 4096 : 64;
    return (position + unit - 1) & -unit;
  }

  /** Returns how many checksums a section of {@code length} bytes has. */
  static int blocks(long length) {
    return Math.toIntExact((length + BLOCK_BYTES - 1) / BLOCK_BYTES);
  }
}
