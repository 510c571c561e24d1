package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;

/**
 * When the active segment of a store is full, and is sealed.
 *
 * @param rows the number of rows, in [1, 10,000,000]; 100,000 by default
 * @param bytes the size of vectors, texts and metadata; 256 MiB by default
 */
public record SegmentLimits(int rows, long bytes) {

  /** Checks the ranges. */
  public SegmentLimits {
    if (rows < 1 || rows > 10_000_000) {
      throw new InvalidInputException("segmentRows " + rows + " is outside [1, 10000000]");
    }
    if (bytes < 1) {
      throw new InvalidInputException("segmentBytes " + bytes + " must be positive");
    }
  }

  /** Returns the defaults that the components document. */
  public static SegmentLimits defaults() {
    return new SegmentLimits(100_000, 256L << 20);
  }
}
