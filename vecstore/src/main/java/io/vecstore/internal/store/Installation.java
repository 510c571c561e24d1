package io.vecstore.internal.store;

import io.vecstore.internal.event.CommitEvent;
import io.vecstore.internal.event.FlightRecording;
import io.vecstore.internal.segment.SegmentReader;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.segment.SegmentRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a finished segment in the place of the segments that it was made of, in one commit. Runs on
 * the writer thread.
 *
 * <p>Rows that died while the segment was being made are carried over. The log is forced first: the
 * tombstones that are written here may come from writes that it does not hold durably yet, and
 * without those writes the tombstones would be a loss.
 */
final class Installation {

  private final StoreDirectory directory;
  private final StoreState state;
  private final ViewPublisher views;

  Installation(StoreDirectory directory, StoreState state, ViewPublisher views) {
    this.directory = directory;
    this.state = state;
    this.views = views;
  }

  /**
   * What takes the place of what.
   *
   * @param inputs the segments that go
   * @param sealed the segment that comes, made of them
   * @param flushedLsn every write up to this one is in sealed segments then
   */
  record Replacement(List<SegmentState> inputs, Sealer.Sealed sealed, long flushedLsn) {}

  /**
   * Commits and publishes a replacement; if it throws, nothing has changed.
   *
   * @throws CancellationException if an input is gone, because the store was brought back to a
   *     snapshot
   */
  void install(Replacement replacement) {
    if (!state.segments().containsAll(replacement.inputs())) {
      throw new CancellationException("the segments were replaced meanwhile");
    }
    state.requireWhole(views.store());
    directory.force();
    Optional<SegmentState> output =
        replacement.sealed().segment().map(segment -> carryOver(segment, replacement));
    List<SegmentState> kept = new ArrayList<>();
    List<SegmentRef> refs = new ArrayList<>();
    for (SegmentState segment : state.segments()) {
      if (segment.ref().isPresent() && !replacement.inputs().contains(segment)) {
        kept.add(segment);
        refs.add(current(segment, segment.ref().get()));
      }
    }
    output.ifPresent(
        made -> {
          kept.add(made);
          refs.add(current(made, replacement.sealed().segment().orElseThrow().file().ref()));
        });
    @Nullable CommitEvent event = FlightRecording.isOn() ? new CommitEvent() : null;
    directory.commit(
        manifest ->
            manifest.withSegments(refs, Math.max(manifest.flushedLsn(), replacement.flushedLsn())));
    if (event != null && event.isWanted()) {
      event.record(views.store(), refs.size(), directory.manifest().flushedLsn());
    }
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).committed(refs.get(i));
    }
    state.replace(replacement.inputs(), output.map(List::of).orElse(List.of()));
    views.publish(state.view());
    replacement.inputs().forEach(input -> input.segment().release());
  }

  /**
   * Publishes other segments in the place of all, after they were committed. Returns those that
   * went, for their release.
   */
  List<SegmentReader> replaceAll(List<SegmentState> states) {
    List<SegmentReader> before = state.segments().stream().map(SegmentState::segment).toList();
    state.reset(states);
    views.publish(state.view());
    return before;
  }

  private SegmentRef current(SegmentState segment, SegmentRef ref) {
    return segment.hasNewTombstones() ? directory.writeTombstones(ref, segment.tombstones()) : ref;
  }

  private static SegmentState carryOver(SegmentReader made, Replacement replacement) {
    SegmentState output = new SegmentState(made);
    for (int i = 0; i < replacement.inputs().size(); i++) {
      SegmentState input = replacement.inputs().get(i);
      int[] ordinals = replacement.sealed().ordinals().get(i);
      for (int old = 0; old < ordinals.length; old++) {
        if (ordinals[old] >= 0 && input.isDead(old)) {
          output.kill(ordinals[old]);
        }
      }
      input.hidden().forEach((old, when) -> output.hide(ordinals[old], when));
    }
    return output;
  }
}
