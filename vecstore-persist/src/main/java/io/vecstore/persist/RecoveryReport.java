package io.vecstore.persist;

import java.util.List;

/**
 * What opening a store has done.
 *
 * @param clean whether the store was closed the last time
 * @param replayedRecords how many records of the log were handed to the engine
 * @param lastLsn the LSN of the newest record
 * @param droppedBytes the length of a torn write at the end of the log, which nobody was told had
 *     succeeded
 * @param damagedSections derived sections that are damaged and therefore absent, as {@code
 *     file[section]}
 * @param removedFiles what an interrupted session had left
 */
public record RecoveryReport(
    boolean clean,
    long replayedRecords,
    long lastLsn,
    long droppedBytes,
    List<String> damagedSections,
    List<String> removedFiles) {

  /** Copies the lists. */
  public RecoveryReport {
    damagedSections = List.copyOf(damagedSections);
    removedFiles = List.copyOf(removedFiles);
  }
}
