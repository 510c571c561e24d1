package io.vecstore.core.tenant;

/**
 * What a namespace lets through. In every status its profile and usage can be read, its name,
 * quotas and status changed, and it can be dropped. Everything else is one of two:
 *
 * <ul>
 *   <li>A <em>read</em> changes nothing that the namespace holds: get, count, search with all that
 *       it may ask for, page, groups, recommend, explain, fields, snippets, completions,
 *       corrections, scan, statistics, what is softly deleted; listing and opening snapshots;
 *       copying the namespace to a new one.
 *   <li>A <em>write</em> changes what it holds, or the files that it keeps: upsert, batch, delete,
 *       by filter too, soft delete, restore, purge, optimize; taking, restoring and deleting
 *       snapshots.
 * </ul>
 */
public enum NamespaceStatus {
  /** Reads and writes. */
  ACTIVE(true, true),
  /** Reads; a write is refused. */
  READ_ONLY(true, false),
  /** Neither reads nor writes, until it is made active again. */
  SUSPENDED(false, false),
  /** Neither reads nor writes: it waits to be dropped. May still be made active again. */
  PENDING_DELETION(false, false);

  private final boolean reads;
  private final boolean writes;

  NamespaceStatus(boolean reads, boolean writes) {
    this.reads = reads;
    this.writes = writes;
  }

  /** Returns whether documents may be read. */
  public boolean allowsReads() {
    return reads;
  }

  /** Returns whether documents may be written, deleted and restored. */
  public boolean allowsWrites() {
    return writes;
  }
}
