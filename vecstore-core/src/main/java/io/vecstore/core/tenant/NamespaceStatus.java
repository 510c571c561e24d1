package io.vecstore.core.tenant;

/**
 * What a namespace lets through. In every status its profile and usage can be read, its name,
 * quotas and status changed, and it can be dropped.
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
