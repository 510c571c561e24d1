package io.vecstore.internal.store;

import io.vecstore.internal.event.CompactionEvent;
import io.vecstore.internal.event.FlightRecording;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.segment.SegmentRef;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of some segments that are not dead into one new segment file, which no manifest
 * names yet. On any thread that nobody interrupts.
 */
final class Sealer {

  private final SegmentContext context;
  private final StoreDirectory directory;
  private final AtomicLong graphBuilds = new AtomicLong();

  Sealer(SegmentContext context, StoreDirectory directory) {
    this.context = context;
    this.directory = directory;
  }

  /**
   * A segment that waits to be installed.
   *
   * @param segment the segment, with a reference for whoever installs it; none where no row was
   *     live
   * @param ordinals for each input, the new ordinal of each of its rows, or -1
   */
  record Sealed(Optional<SealedSegment> segment, List<int[]> ordinals) {}

  /**
   * Makes a segment.
   *
   * @param inputs retained by the caller until this returns
   * @throws java.util.concurrent.CancellationException if the progress was told to cancel
   */
  Sealed seal(List<SegmentMerge.Input> inputs, SegmentMerge.GraphWork work) {
    SegmentMerge merge = new SegmentMerge(context, inputs);
    @Nullable CompactionEvent event = FlightRecording.isOn() ? new CompactionEvent() : null;
    if (merge.rows() == 0) {
      return new Sealed(Optional.empty(), merge.ordinals());
    }
    if (work.wanted() && SegmentMerge.wantsGraph(context.schema(), merge.rows())) {
      graphBuilds.incrementAndGet();
    }
    SegmentRef ref;
    try (Arena arena = Arena.ofShared()) {
      SegmentMerge.Merged merged = merge.run(work, arena);
      ref =
          directory.writeSegment(
              merged.primary(),
              merged.derived(),
              new StoreDirectory.SegmentContent(merged.rows(), merged.minLsn(), merged.maxLsn()));
    }
    SealedSegment made = new SealedSegment(directory.openSegment(ref), context);
    if (event != null && event.isWanted()) {
      long rows = inputs.stream().mapToLong(SegmentMerge.Input::rows).sum();
      event.record(made.label(), inputs.size(), rows, work.wanted());
    }
    return new Sealed(Optional.of(made), merge.ordinals());
  }

  /** Returns how many graphs it has begun to build; any thread. */
  long graphBuilds() {
    return graphBuilds.get();
  }

  /**
   * Gives up a segment that was not installed. Its file is deleted, unless the commit that should
   * have named it failed half-way: then the disk may have a manifest that does.
   */
  void discard(Sealed sealed) {
    sealed
        .segment()
        .ifPresent(
            segment -> {
              segment.release();
              if (!directory.failed()) {
                directory.discard(segment.file().ref());
              }
            });
  }
}
