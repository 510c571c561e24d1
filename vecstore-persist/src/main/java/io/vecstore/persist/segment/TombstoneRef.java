package io.vecstore.persist.segment;

import io.vecstore.persist.fs.FileNumber;

/**
 * A file of tombstones as the manifest names it.
 *
 * @param segment the number of the segment whose rows they are
 * @param generation names the file together with the segment; never used twice
 * @param bytes the exact length of the file
 * @param crc the checksum of the whole file
 */
public record TombstoneRef(long segment, long generation, long bytes, int crc) {

  /** Returns the name of the file. */
  public String fileName() {
    return "del-"
        + FileNumber.padded(segment, 10)
        + "-"
        + FileNumber.padded(generation, 10)
        + ".del";
  }
}
