package io.vecstore.internal.store;

import io.vecstore.core.error.StoreFailedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.report.StoreStats;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.KeptRows;
import io.vecstore.internal.segment.ActiveSegment;
import io.vecstore.internal.segment.Expiry;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentReader;
import io.vecstore.internal.segment.StoredRow;
import io.vecstore.internal.store.SegmentState.Hidden;
import io.vecstore.internal.view.ReadView;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a store and their tombstones, as the writer changes them. Confined to the writer
 * thread; what readers see is made of it by {@link #view}.
 *
 * <p>Invariant: of all rows with one id at most one is not dead, and it is the last one written; it
 * may be hidden.
 */
final class StoreState implements KeptRows {

  private final SegmentContext context;
  private final List<SegmentState> segments =
      new ArrayList<>(); // oldest first, the active one last
  private ActiveSegment active;
  private SegmentState activeState;
  private long lsn;
  private InstantSource clock = InstantSource.system();
  private @Nullable Throwable broken;

  /** Starts with an empty active segment. */
  StoreState(SegmentContext context, long lsn) {
    this.context = context;
    this.lsn = lsn;
    this.active = new ActiveSegment(context);
    this.activeState = new SegmentState(active);
    segments.add(activeState);
  }

  /** Adds a segment that was sealed before. */
  void add(SegmentState sealed) {
    segments.add(segments.size() - 1, sealed);
  }

  /**
   * Applies the operations of one log record. Returns how many documents were replaced, deleted,
   * hidden or brought back.
   */
  int apply(List<Operation> operations, long recordLsn) {
    int hit = 0;
    for (Operation operation : operations) {
      hit +=
          switch (operation) {
            case Operation.Put(Document document) -> {
              int replaced = change(document.id(), SegmentState::kill);
              active.add(document, recordLsn);
              yield replaced;
            }
            case Operation.Delete(String id) -> change(id, SegmentState::kill);
            case Operation.Hide(String id, long time) ->
                change(id, (state, ordinal) -> state.hide(ordinal, new Hidden(recordLsn, time)));
            case Operation.Unhide(String id) -> change(id, SegmentState::unhide);
            case Operation.Purge(String id) -> change(id, SegmentState::purge);
          };
    }
    lsn = recordLsn;
    return hit;
  }

  /** Returns the hidden documents and when they were hidden, oldest first. */
  Map<String, Instant> hidden() {
    record Entry(String id, Hidden when) {}
    List<Entry> entries = new ArrayList<>();
    for (SegmentState state : segments) {
      state
          .hidden()
          .forEach((ordinal, when) -> entries.add(new Entry(state.segment().id(ordinal), when)));
    }
    entries.sort(Comparator.comparingLong(entry -> entry.when().lsn()));
    Map<String, Instant> hidden = new LinkedHashMap<>();
    entries.forEach(entry -> hidden.put(entry.id(), Instant.ofEpochMilli(entry.when().time())));
    return hidden;
  }

  /** What is done to a row; returns whether that changed the row that readers see. */
  private interface Change {
    boolean apply(SegmentState state, int ordinal);
  }

  /** Changes the row of an id that is not dead, of which there is at most one. */
  private int change(String id, Change change) {
    for (SegmentState state : segments.reversed()) {
      int ordinal = state.find(id);
      if (ordinal >= 0) {
        return change.apply(state, ordinal) ? 1 : 0;
      }
    }
    return 0;
  }

  @Override
  public Optional<StoredRow> kept(String id) {
    for (SegmentState state : segments.reversed()) {
      int ordinal = state.find(id);
      if (ordinal >= 0) {
        return Optional.of(state.segment().row(ordinal));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isHidden(String id) {
    for (SegmentState state : segments.reversed()) {
      int ordinal = state.find(id);
      if (ordinal >= 0) {
        return state.hidden().containsKey(ordinal);
      }
    }
    return false;
  }

  @Override
  public void forEachKept(Consumer<StoredRow> action) {
    for (SegmentState state : segments) {
      for (int ordinal = 0; ordinal < state.segment().rows(); ordinal++) {
        if (!state.isDead(ordinal)) {
          action.accept(state.segment().row(ordinal));
        }
      }
    }
  }

  @Override
  public long keptCount() {
    return segments.stream().mapToLong(state -> state.segment().rows() - state.deadCount()).sum();
  }

  /** Ends the active segment, which stays readable, and starts a new one. Returns the ended one. */
  SegmentState freeze() {
    SegmentState frozen = activeState;
    active = new ActiveSegment(context);
    activeState = new SegmentState(active);
    segments.add(activeState);
    return frozen;
  }

  /** Puts one segment in the place of others. */
  void replace(List<SegmentState> inputs, List<SegmentState> outputs) {
    int at = inputs.isEmpty() ? 0 : segments.indexOf(inputs.getFirst());
    segments.removeAll(inputs);
    segments.addAll(Math.min(at, segments.size() - 1), outputs);
  }

  /** Starts again with other segments and an empty active one. */
  void reset(List<SegmentState> sealed) {
    segments.clear();
    segments.addAll(sealed);
    active = new ActiveSegment(context);
    activeState = new SegmentState(active);
    segments.add(activeState);
  }

  /**
   * Takes note that memory and disk may differ from now on: nothing may be written any more.
   *
   * @param reason the failure after which that is so
   */
  void breakOff(Throwable reason) {
    if (broken == null) {
      broken = reason;
    }
  }

  /** Returns whether memory and disk agree. */
  boolean isWhole() {
    return broken == null;
  }

  /**
   * Lets through those who come while memory and disk agree.
   *
   * @throws StoreFailedException with the failure after which they do not
   */
  void requireWhole(String store) {
    Throwable reason = broken;
    if (reason != null) {
      throw new StoreFailedException(store, reason);
    }
  }

  /** Returns how the store is now. */
  StoreStats stats(StoreDirectory directory) {
    long hidden = segments.stream().mapToLong(state -> state.hidden().size()).sum();
    long dead = segments.stream().mapToLong(SegmentState::deadCount).sum();
    List<SegmentRef> sealed = segments.stream().flatMap(state -> state.ref().stream()).toList();
    long bytes =
        sealed.stream()
            .mapToLong(ref -> ref.bytes() + ref.tombstones().map(TombstoneRef::bytes).orElse(0L))
            .sum();
    return new StoreStats(
        keptCount() - hidden,
        hidden,
        dead,
        segments.stream()
            .filter(state -> state.ref().isEmpty())
            .mapToLong(state -> state.segment().rows())
            .sum(),
        sealed.size(),
        bytes,
        directory.manifest().wals().size(),
        lsn,
        directory.durableLsn());
  }

  /** Reads the time from another clock from now on. */
  void clock(InstantSource source) {
    clock = source;
  }

  InstantSource clock() {
    return clock;
  }

  /** Returns the ids of some rows that have expired and are still there. */
  List<String> expired(int most) {
    List<String> ids = new ArrayList<>();
    Instant now = clock.instant();
    for (SegmentState state : segments) {
      SegmentReader segment = state.segment();
      if (segment.mayExpire()) {
        OrdinalBits gone = Expiry.expired(segment, segment.rows(), now);
        for (int i = gone.next(0); i >= 0 && ids.size() < most; i = gone.next(i + 1)) {
          if (!state.isDead(i)) {
            ids.add(segment.id(i));
          }
        }
      }
    }
    return ids;
  }

  /** Returns what a reader that starts now sees. */
  ReadView view() {
    return new ReadView(
        segments.stream().map(SegmentState::slice).filter(slice -> slice.rows() > 0).toList(),
        lsn,
        clock);
  }

  /** Returns all segments, oldest first, the active one last. */
  List<SegmentState> segments() {
    return segments;
  }

  ActiveSegment active() {
    return active;
  }

  SegmentState activeState() {
    return activeState;
  }

  @Override
  public long lsn() {
    return lsn;
  }
}
