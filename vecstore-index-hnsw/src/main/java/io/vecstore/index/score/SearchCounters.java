package io.vecstore.index.score;

/**
 * What one search did, for its explanation. Adds up over the segments it is passed to. Belongs to
 * one thread.
 */
public final class SearchCounters {

  private long hops;
  private long scored;
  private long scoredApproximately;
  private long graphWalks;
  private long filteredWalks;
  private long scans;
  private long abandonedWalks;

  /** Creates counters at zero. */
  public SearchCounters() {}

  /** Returns the number of graph nodes whose neighbours were looked at. */
  public long hops() {
    return hops;
  }

  /** Returns the number of rows whose exact closeness was computed. */
  public long scored() {
    return scored;
  }

  /** Returns the number of rows whose closeness was estimated from a code. */
  public long scoredApproximately() {
    return scoredApproximately;
  }

  /** Returns the number of segments that were searched by walking the graph. */
  public long graphWalks() {
    return graphWalks;
  }

  /** Returns the number of segments whose graph was walked with a filter. */
  public long filteredWalks() {
    return filteredWalks;
  }

  /** Returns the number of segments that were scanned. */
  public long scans() {
    return scans;
  }

  /** Returns the number of filtered walks that were given up for a scan. */
  public long abandonedWalks() {
    return abandonedWalks;
  }

  /** Adds nodes whose neighbours were looked at. */
  public void addHops(long count) {
    hops += count;
  }

  /** Adds rows that were scored exactly. */
  public void addScored(long count) {
    scored += count;
  }

  /** Adds rows that were scored by their code. */
  public void addScoredApproximately(long count) {
    scoredApproximately += count;
  }

  /** Counts a segment that was searched through its graph. */
  public void countWalk(boolean filtered) {
    graphWalks++;
    filteredWalks += filtered ? 1 : 0;
  }

  /** Counts a segment that was scanned. */
  public void countScan() {
    scans++;
  }

  /** Counts a filtered walk that was given up. */
  public void countAbandonedWalk() {
    abandonedWalks++;
  }
}
