package io.vecstore.persist.wal;

import io.vecstore.persist.fs.FileNumber;

/**
 * A log file as the manifest names it.
 *
 * @param number names the file; never used twice
 * @param salt mixed into every checksum, so that records of another file are never taken for
 *     records of this one
 * @param allocatedBytes the length that the file had from its first moment
 * @param firstLsn the LSN that its first record has, or would have
 * @param end where the records end, in bytes from the start of the file; 0 while the log is active
 * @param lastLsn the LSN of the last record, {@code firstLsn - 1} if there is none; 0 while the log
 *     is active
 */
public record WalRef(
    long number, long salt, long allocatedBytes, long firstLsn, long end, long lastLsn) {

  /** Returns a reference to a log that is still written. */
  public static WalRef active(long number, long salt, long allocatedBytes, long firstLsn) {
    return new WalRef(number, salt, allocatedBytes, firstLsn, 0, 0);
  }

  /** Returns whether the log will never be written again. */
  public boolean sealed() {
    return end != 0;
  }

  /** Returns a reference to the same log, after its last record. */
  public WalRef seal(long sealedEnd, long sealedLastLsn) {
    return new WalRef(number, salt, allocatedBytes, firstLsn, sealedEnd, sealedLastLsn);
  }

  /** Returns the name of the file. */
  public String fileName() {
    return "wal-" + FileNumber.padded(number, 10) + ".wal";
  }
}
