package io.vecstore.internal.quota;

/**
 * How much a store keeps after a write.
 *
 * @param lsn the log sequence number of that write
 * @param vectors documents, hidden ones included
 * @param bytes their size, as {@link io.vecstore.core.tenant.Quotas#maxStorageBytes} counts
 */
public record Counted(long lsn, long vectors, long bytes) {

  /** Of a store that was never written to. */
  public static final Counted NOTHING = new Counted(0, 0, 0);
}
