package io.vecstore.persist.segment;

import io.vecstore.persist.fs.FileNumber;
import java.util.Optional;

/**
 * A segment as the manifest names it.
 *
 * @param number names the file; never used twice
 * @param bytes the exact length of the file
 * @param footerCrc the checksum of the file's footer, and through it of everything in the file
 * @param rows how many rows it has, dead ones included; ordinals are in {@code [0, rows)}
 * @param minLsn the smallest LSN of a row
 * @param maxLsn the largest LSN of a row
 * @param tombstones the file that says which rows are dead; none if all live
 */
public record SegmentRef(
    long number,
    long bytes,
    int footerCrc,
    int rows,
    long minLsn,
    long maxLsn,
    Optional<TombstoneRef> tombstones) {

  /** Returns the name of the file. */
  public String fileName() {
    return fileName(number);
  }

  /** Returns a reference to the same segment with other tombstones. */
  public SegmentRef withTombstones(TombstoneRef newer) {
    return new SegmentRef(number, bytes, footerCrc, rows, minLsn, maxLsn, Optional.of(newer));
  }

  /** Returns a reference to the same segment with all its rows alive. */
  public SegmentRef withoutTombstones() {
    return new SegmentRef(number, bytes, footerCrc, rows, minLsn, maxLsn, Optional.empty());
  }

  /** Returns a reference to copies of the same files, tombstones included, under another number. */
  public SegmentRef renumbered(long copy) {
    return new SegmentRef(
        copy,
        bytes,
        footerCrc,
        rows,
        minLsn,
        maxLsn,
        tombstones.map(t -> new TombstoneRef(copy, t.generation(), t.bytes(), t.crc())));
  }

  static String fileName(long number) {
    return "seg-" + FileNumber.padded(number, 10) + ".vseg";
  }
}
