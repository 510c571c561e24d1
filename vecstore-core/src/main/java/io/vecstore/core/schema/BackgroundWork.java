package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * What an open store does by itself.
 *
 * @param buildThreads threads that build a graph, in [1, 256]; half of the processors by default
 * @param compaction whether segments are merged and get their graphs; {@code optimize()} does both
 *     otherwise; true by default
 * @param keepDeleted after which time a softly deleted document is deleted for good; never by
 *     default
 */
public record BackgroundWork(int buildThreads, boolean compaction, Optional<Duration> keepDeleted) {

  /** Checks the ranges. */
  public BackgroundWork {
    if (buildThreads < 1 || buildThreads > 256) {
      throw new InvalidInputException("buildThreads " + buildThreads + " is outside [1, 256]");
    }
    if (keepDeleted.filter(Duration::isNegative).isPresent()) {
      throw new InvalidInputException("keepDeleted " + keepDeleted.get() + " must not be negative");
    }
  }

  /** Returns the defaults that the components document. */
  public static BackgroundWork defaults() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new BackgroundWork(Math.min(half, 256), true, Optional.empty());
  }
}
