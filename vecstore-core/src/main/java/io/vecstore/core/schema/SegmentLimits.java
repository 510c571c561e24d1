package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;

/**
 * When the active segment of a store is full, and is sealed, and how large a merge may be.
 *
 * @param rows the number of rows, in [1, 10,000,000]; 100,000 by default
 * @param bytes the size of vectors, texts and metadata; 256 MiB by default
 * @param memory how many bytes of memory, on the heap or beside it, rows that are not sealed yet
 *     and the merge that is under way take at most, about; at least 1 MiB, three quarters of the
 *     largest heap by default. Mapped files do not count: the operating system keeps of them what
 *     fits
 */
public record SegmentLimits(int rows, long bytes, long memory) {

  private static final long LEAST_MEMORY = 1L << 20;

  /** One segment that is filled, four that wait to be sealed, one that is being sealed. */
  private static final int UNSEALED = 6;

  /** Checks the ranges. */
  public SegmentLimits {
    if (rows < 1 || rows > 10_000_000) {
      throw new InvalidInputException("segmentRows " + rows + " is outside [1, 10000000]");
    }
    if (bytes < 1) {
      throw new InvalidInputException("segmentBytes " + bytes + " must be positive");
    }
    if (memory < LEAST_MEMORY) {
      throw new InvalidInputException("memory " + memory + " must be at least " + LEAST_MEMORY);
    }
  }

  /** Returns the defaults that the components document. */
  public static SegmentLimits defaults() {
    return new SegmentLimits(100_000, 256L << 20, Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /** Returns at how many bytes of memory an active segment is sealed: all of them take half. */
  public long activeMemory() {
    return memory / 2 / UNSEALED;
  }

  /** Returns how many bytes of memory a merge in the background may take: the other half. */
  public long mergeMemory() {
    return memory / 2;
  }
}
