package io.vecstore.core.tenant;

import io.vecstore.core.error.InvalidInputException;

/**
 * The limits of a namespace, each enforced at every call; {@link #UNLIMITED} where there is none.
 * Immutable: start from a tier and change what you need.
 *
 * <p>A limit that is set below what is there already refuses growth and nothing else: what is there
 * can be read, replaced by something smaller, and deleted.
 *
 * @param maxVectors documents, softly deleted and expired ones included until they are purged
 * @param maxStorageBytes their size: vector, metadata, text, and {@value #ROW_OVERHEAD} a document
 * @param maxRequestsPerSecond calls, reads or writes, a batch being one; a burst may take the calls
 *     of one second at once
 * @param maxConcurrentQueries reads under way at the same time; an open scan is one
 * @param maxDimension components of a vector
 * @param maxResultsPerQuery hits that a search may ask for
 * @param maxBatchSize writes in one batch
 */
public record Quotas(
    long maxVectors,
    long maxStorageBytes,
    long maxRequestsPerSecond,
    long maxConcurrentQueries,
    long maxDimension,
    long maxResultsPerQuery,
    long maxBatchSize) {

  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** What a document counts beside its vector, metadata and text, in bytes. */
  public static final int ROW_OVERHEAD = 64;

  /** Checks that no limit is negative. */
  public Quotas {
    long least =
        Math.min(
            Math.min(Math.min(maxVectors, maxStorageBytes), maxRequestsPerSecond),
            Math.min(
                Math.min(maxConcurrentQueries, maxDimension),
                Math.min(maxResultsPerQuery, maxBatchSize)));
    if (least < 0) {
      throw new InvalidInputException("a quota of " + least + ": 0 or more is expected");
    }
  }

  /** Returns no limits at all. */
  public static Quotas unlimited() {
    return new Quotas(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);
  }

  /**
   * Returns the small tier: 10,000 vectors, 100 MB, 10 requests a second, 2 queries at a time,
   * dimension 1,536, 100 results, batches of 100.
   */
  public static Quotas free() {
    return new Quotas(10_000, 100_000_000, 10, 2, 1_536, 100, 100);
  }

  /**
   * Returns the large tier: 1,000,000 vectors, 10 GB, 100 requests a second, 20 queries at a time,
   * dimension 4,096, 1,000 results, batches of 1,000.
   */
  public static Quotas pro() {
    return new Quotas(1_000_000, 10_000_000_000L, 100, 20, 4_096, 1_000, 1_000);
  }

  /** Returns a copy with another number of documents. */
  public Quotas maxVectors(long limit) {
    return new Quotas(
        limit,
        maxStorageBytes,
        maxRequestsPerSecond,
        maxConcurrentQueries,
        maxDimension,
        maxResultsPerQuery,
        maxBatchSize);
  }

  /** Returns a copy with another number of bytes. */
  public Quotas maxStorageBytes(long limit) {
    return new Quotas(
        maxVectors,
        limit,
        maxRequestsPerSecond,
        maxConcurrentQueries,
        maxDimension,
        maxResultsPerQuery,
        maxBatchSize);
  }

  /** Returns a copy with another number of calls a second. */
  public Quotas maxRequestsPerSecond(long limit) {
    return new Quotas(
        maxVectors,
        maxStorageBytes,
        limit,
        maxConcurrentQueries,
        maxDimension,
        maxResultsPerQuery,
        maxBatchSize);
  }

  /** Returns a copy with another number of reads at the same time. */
  public Quotas maxConcurrentQueries(long limit) {
    return new Quotas(
        maxVectors,
        maxStorageBytes,
        maxRequestsPerSecond,
        limit,
        maxDimension,
        maxResultsPerQuery,
        maxBatchSize);
  }

  /** Returns a copy with another number of components. */
  public Quotas maxDimension(long limit) {
    return new Quotas(
        maxVectors,
        maxStorageBytes,
        maxRequestsPerSecond,
        maxConcurrentQueries,
        limit,
        maxResultsPerQuery,
        maxBatchSize);
  }

  /** Returns a copy with another number of hits. */
  public Quotas maxResultsPerQuery(long limit) {
    return new Quotas(
        maxVectors,
        maxStorageBytes,
        maxRequestsPerSecond,
        maxConcurrentQueries,
        maxDimension,
        limit,
        maxBatchSize);
  }

  /** Returns a copy with another number of writes in one batch. */
  public Quotas maxBatchSize(long limit) {
    return new Quotas(
        maxVectors,
        maxStorageBytes,
        maxRequestsPerSecond,
        maxConcurrentQueries,
        maxDimension,
        maxResultsPerQuery,
        limit);
  }
}
