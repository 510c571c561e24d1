package io.vecstore.core.schema;

import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.error.InvalidInputException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What is chosen anew each time a store is opened; nothing of it goes to disk. Immutable: start
 * from {@link #defaults()} and change what you need.
 *
 * @param durability what a write waits for; {@link Durability#SYNC} by default
 * @param syncInterval how often {@link Durability#INTERVAL} forces the log; 100 ms by default
 * @param segments when the active segment is full
 * @param background what is done in the background
 * @param disk how the files are written and verified
 * @param clock tells the time to documents that expire; the system's by default
 * @param analysis tokenizers, query analyzers and synonyms of the application; none by default
 */
public record OpenOptions(
    Durability durability,
    Duration syncInterval,
    SegmentLimits segments,
    BackgroundWork background,
    DiskOptions disk,
    InstantSource clock,
    TextAnalysis analysis) {

  /** Checks the interval. */
  public OpenOptions {
    if (syncInterval.isNegative() || syncInterval.isZero()) {
      throw new InvalidInputException("syncInterval " + syncInterval + " must be positive");
    }
  }

  /** Returns the defaults that the components document. */
  public static OpenOptions defaults() {
    return new OpenOptions(
        Durability.SYNC,
        Duration.ofMillis(100),
        SegmentLimits.defaults(),
        BackgroundWork.defaults(),
        DiskOptions.defaults(),
        InstantSource.system(),
        TextAnalysis.none());
  }

  /** Returns a copy with another durability. */
  public OpenOptions durability(Durability level) {
    return new OpenOptions(level, syncInterval, segments, background, disk, clock, analysis);
  }

  /** Returns a copy with another interval between two forced writes of the log. */
  public OpenOptions syncInterval(Duration interval) {
    return new OpenOptions(durability, interval, segments, background, disk, clock, analysis);
  }

  /** Returns a copy with another number of rows at which the active segment is sealed. */
  public OpenOptions segmentRows(int rows) {
    return with(new SegmentLimits(rows, segments.bytes(), segments.memory()));
  }

  /** Returns a copy with another size at which the active segment is sealed, in bytes. */
  public OpenOptions segmentBytes(long bytes) {
    return with(new SegmentLimits(segments.rows(), bytes, segments.memory()));
  }

  /**
   * Returns a copy with another memory budget, in bytes: what rows that are not sealed yet and the
   * merge that is under way take at most, about, however much is loaded. Where it is small, writers
   * wait for the disk sooner, and a store that is larger keeps several segments, each with a graph
   * of its own.
   */
  public OpenOptions memory(long bytes) {
    return with(new SegmentLimits(segments.rows(), segments.bytes(), bytes));
  }

  /** Returns a copy with another number of threads that build a graph. */
  public OpenOptions buildThreads(int threads) {
    return with(new BackgroundWork(threads, background.compaction(), background.keepDeleted()));
  }

  /** Returns a copy that merges segments in the background, or only when asked to. */
  public OpenOptions compaction(boolean inBackground) {
    return with(
        new BackgroundWork(background.buildThreads(), inBackground, background.keepDeleted()));
  }

  /**
   * Returns a copy that deletes for good, in the background, what was softly deleted a while ago.
   */
  public OpenOptions keepDeleted(Duration time) {
    return with(
        new BackgroundWork(background.buildThreads(), background.compaction(), Optional.of(time)));
  }

  /** Returns a copy that writes its log in another way; the bytes on disk are the same. */
  public OpenOptions log(LogWriter writer) {
    return with(new DiskOptions(writer, disk.verification(), disk.networkDisk()));
  }

  /** Returns a copy that verifies more, or less, when it opens. */
  public OpenOptions verification(Verification extent) {
    return with(new DiskOptions(disk.log(), extent, disk.networkDisk()));
  }

  /**
   * Returns a copy that opens a store on a network disk, or refuses to. Locks and forced writes of
   * such disks are often less than they promise.
   */
  public OpenOptions networkDisk(boolean allowed) {
    return with(new DiskOptions(disk.log(), disk.verification(), allowed));
  }

  /** Returns a copy with another clock. */
  public OpenOptions clock(InstantSource source) {
    return new OpenOptions(durability, syncInterval, segments, background, disk, source, analysis);
  }

  /**
   * Returns a copy with tokenizers, query analyzers and synonyms of the application. A tokenizer
   * that the schema names has to be there whenever the store is opened.
   */
  public OpenOptions analysis(TextAnalysis other) {
    return new OpenOptions(durability, syncInterval, segments, background, disk, clock, other);
  }

  private OpenOptions with(SegmentLimits other) {
    return new OpenOptions(durability, syncInterval, other, background, disk, clock, analysis);
  }

  private OpenOptions with(BackgroundWork other) {
    return new OpenOptions(durability, syncInterval, segments, other, disk, clock, analysis);
  }

  private OpenOptions with(DiskOptions other) {
    return new OpenOptions(durability, syncInterval, segments, background, other, clock, analysis);
  }
}
