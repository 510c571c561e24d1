package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;
import java.time.Duration;

/**
 * What is chosen anew each time a store is opened; nothing of it goes to disk. Immutable: start
 * from {@link #defaults()} and change what you need.
 *
 * @param durability what a write waits for; {@link Durability#SYNC} by default
 * @param syncInterval how often {@link Durability#INTERVAL} forces the log; 100 ms by default
 * @param segmentRows the number of rows at which the active segment is sealed, in [1, 10,000,000];
 *     100,000 by default
 * @param segmentBytes the size of vectors, texts and metadata at which the active segment is
 *     sealed; 256 MiB by default
 * @param buildThreads threads that build a graph in the background, in [1, 256]; half of the
 *     processors by default
 * @param compaction whether segments are merged in the background; true by default
 */
public record OpenOptions(
    Durability durability,
    Duration syncInterval,
    int segmentRows,
    long segmentBytes,
    int buildThreads,
    boolean compaction) {

  /** Checks the ranges. */
  public OpenOptions {
    if (syncInterval.isNegative() || syncInterval.isZero()) {
      throw new InvalidInputException("syncInterval " + syncInterval + " must be positive");
    }
    if (segmentRows < 1 || segmentRows > 10_000_000) {
      throw new InvalidInputException("segmentRows " + segmentRows + " is outside [1, 10000000]");
    }
    if (segmentBytes < 1) {
      throw new InvalidInputException("segmentBytes " + segmentBytes + " must be positive");
    }
    if (buildThreads < 1 || buildThreads > 256) {
      throw new InvalidInputException("buildThreads " + buildThreads + " is outside [1, 256]");
    }
  }

  /** Returns the defaults that the components document. */
  public static OpenOptions defaults() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new OpenOptions(
        Durability.SYNC, Duration.ofMillis(100), 100_000, 256L << 20, Math.min(half, 256), true);
  }

  /** Returns a copy with another durability. */
  public OpenOptions durability(Durability level) {
    return new OpenOptions(
        level, syncInterval, segmentRows, segmentBytes, buildThreads, compaction);
  }

  /** Returns a copy with another interval between two forced writes of the log. */
  public OpenOptions syncInterval(Duration interval) {
    return new OpenOptions(
        durability, interval, segmentRows, segmentBytes, buildThreads, compaction);
  }

  /** Returns a copy with another number of rows at which the active segment is sealed. */
  public OpenOptions segmentRows(int rows) {
    return new OpenOptions(durability, syncInterval, rows, segmentBytes, buildThreads, compaction);
  }

  /** Returns a copy with another size at which the active segment is sealed, in bytes. */
  public OpenOptions segmentBytes(long bytes) {
    return new OpenOptions(durability, syncInterval, segmentRows, bytes, buildThreads, compaction);
  }

  /** Returns a copy with another number of threads that build a graph. */
  public OpenOptions buildThreads(int threads) {
    return new OpenOptions(
        durability, syncInterval, segmentRows, segmentBytes, threads, compaction);
  }

  /** Returns a copy that merges segments in the background, or only when asked to. */
  public OpenOptions compaction(boolean inBackground) {
    return new OpenOptions(
        durability, syncInterval, segmentRows, segmentBytes, buildThreads, inBackground);
  }
}
