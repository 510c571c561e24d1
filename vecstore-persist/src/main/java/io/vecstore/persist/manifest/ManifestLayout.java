package io.vecstore.persist.manifest;

/**
 * The bytes of a manifest file. Little endian; a text or blob is its length u32 and its bytes.
 *
 * <pre>
 * header, 96 bytes                                        log, 48 bytes each
 *   0  "VSMF"                                               0  number u64       8  salt u64
 *   4  format u16     6  oldest reader u16                 16  allocated bytes u64
 *   8  features a reader must know u32                     24  first LSN u64
 *  12  features a writer must know u32                     32  end u64, 0 if active
 *  16  features one may ignore u32                         40  last LSN u64, 0 if active
 *  20  length of the file u32
 *  24  id of the store, 16 bytes                          segment, 80 bytes each
 *  40  generation u64   48  flushed LSN u64                 0  number u64       8  bytes u64
 *  56  next number u64                                     16  footer crc u32  20  rows u32
 *  64  logs u32      68  segments u32                      24  min LSN u64     32  max LSN u64
 *  72  extras u32    76  flags u32: bit 0 clean            40  tombstone generation u64, 0 if none
 *  80  zeros                                               48  tombstone bytes u64
 * logs · segments                                          56  segment that the tombstones name u64
 * writer version text · schema blob                        64  tombstone crc u32
 * extras, ascending by name: name text, blob               68  zeros
 * crc32c u32 of all before
 * </pre>
 */
public final class ManifestLayout {

  /** The version of this layout. */
  public static final int FORMAT = 1;

  static final int MAGIC = 0x464D5356; // "VSMF"
  static final int HEADER_BYTES = 96;
  static final int WAL_BYTES = 48;
  static final int SEGMENT_BYTES = 80;
  static final int CLEAN = 1;

  private ManifestLayout() {}
}
