package io.vecstore.core.report;

import java.util.List;

/**
 * What a repair has saved and what it could not.
 *
 * @param segments how many segments were saved
 * @param lostSegments the files that were left behind, and why
 * @param lostRows how many rows were in them
 * @param records how many records of the log were saved
 * @param lostLog where the log stopped being readable, and why; empty if it was read to its end
 */
public record RepairReport(
    int segments, List<String> lostSegments, long lostRows, long records, String lostLog) {

  /** Copies the list. */
  public RepairReport {
    lostSegments = List.copyOf(lostSegments);
  }

  /** Returns whether everything was saved. */
  public boolean complete() {
    return lostSegments.isEmpty() && lostLog.isEmpty();
  }
}
