package io.vecstore.core.tenant;

/**
 * How much of its quotas a namespace has used.
 *
 * @param quotas the limits
 * @param vectors documents, softly deleted and expired ones included until they are purged
 * @param storageBytes their size, as {@link Quotas#maxStorageBytes} counts
 * @param requests calls that were let through since the namespace was created
 * @param refused calls that a quota has refused since then
 * @param queries reads that are under way now
 */
public record Usage(
    Quotas quotas, long vectors, long storageBytes, long requests, long refused, int queries) {

  private static final double NEAR = 0.8;

  /** Returns the larger share of vectors and bytes that is used; 0 without limits. */
  public double utilization() {
    return Math.max(
        share(vectors, quotas.maxVectors()), share(storageBytes, quotas.maxStorageBytes()));
  }

  private static double share(long used, long limit) {
    if (limit == Quotas.UNLIMITED || used == 0) {
      return 0;
    }
    return limit == 0 ? 1 : (double) used / limit;
  }

  /** Returns whether more than 80 % of the vectors or of the bytes are used. */
  public boolean nearQuota() {
    return utilization() > NEAR;
  }
}
