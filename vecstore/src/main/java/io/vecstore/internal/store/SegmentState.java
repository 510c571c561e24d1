package io.vecstore.internal.store;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentContext;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.internal.segment.SegmentReader;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.Tombstones;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** A segment and its tombstones, as the writer sees them; confined to the writer thread. */
final class SegmentState {

  private final SegmentReader segment;
  private long[] dead = {};
  private int deadCount;
  private final SortedMap<Integer, Hidden> hidden = new TreeMap<>();
  private @Nullable SegmentSlice published;
  private @Nullable SegmentRef committed;
  private long changes;
  private long committedChanges;

  /**
   * When a row was hidden.
   *
   * @param lsn the write that did it
   * @param time of the call, in milliseconds since 1970
   */
  record Hidden(long lsn, long time) {}

  /** Starts with no row dead. */
  SegmentState(SegmentReader segment) {
    this.segment = segment;
  }

  /**
   * Takes over a sealed segment as the manifest has it; the caller's reference to the file becomes
   * the segment's.
   */
  static SegmentState sealed(SegmentFile file, SegmentContext context, Tombstones tombstones) {
    SegmentState state = new SegmentState(new SealedSegment(file, context));
    tombstones.dead().forEach((IntConsumer) state::kill);
    tombstones
        .soft()
        .forEach(
            (IntConsumer)
                ordinal ->
                    state.hide(
                        ordinal,
                        new Hidden(tombstones.softLsn(ordinal), tombstones.softTime(ordinal))));
    state.committed(file.ref());
    return state;
  }

  /** Returns how the manifest names the segment; empty for one that is in memory. */
  Optional<SegmentRef> ref() {
    return Optional.ofNullable(committed);
  }

  /** Takes note of what the manifest says, tombstones included. */
  void committed(SegmentRef ref) {
    committed = ref;
    committedChanges = changes;
  }

  /** Returns whether rows have died, or were hidden or shown, since the manifest was written. */
  boolean hasNewTombstones() {
    return changes != committedChanges;
  }

  /** Returns the tombstones as they go to disk. */
  Tombstones tombstones() {
    RoaringBitmap gone = new RoaringBitmap();
    for (int word = 0; word < dead.length; word++) {
      for (long bits = dead[word]; bits != 0; bits &= bits - 1) {
        gone.add((word << 6) + Long.numberOfTrailingZeros(bits));
      }
    }
    return tombstones(gone, hidden);
  }

  /** Returns the tombstones of a segment in which no row is dead and these are hidden. */
  static Tombstones onlyHidden(Map<Integer, Hidden> rows) {
    return tombstones(new RoaringBitmap(), new TreeMap<>(rows));
  }

  private static Tombstones tombstones(RoaringBitmap gone, SortedMap<Integer, Hidden> hidden) {
    RoaringBitmap soft = new RoaringBitmap();
    hidden.keySet().forEach(soft::add);
    return new Tombstones(
        gone,
        soft,
        hidden.values().stream().mapToLong(Hidden::lsn).toArray(),
        hidden.values().stream().mapToLong(Hidden::time).toArray());
  }

  /** Returns the same segment as it is now, which nobody changes; retains nothing. */
  SegmentState copy() {
    SegmentState copy = new SegmentState(segment);
    copy.dead = dead.clone();
    copy.deadCount = deadCount;
    copy.hidden.putAll(hidden);
    copy.committed = committed;
    copy.changes = changes;
    copy.committedChanges = committedChanges;
    return copy;
  }

  SegmentReader segment() {
    return segment;
  }

  /** Returns the ordinal of the row with an id that is not dead, hidden or not, or -1. */
  int find(String id) {
    int ordinal = segment.find(id, segment.rows());
    return ordinal < 0 || isDead(ordinal) ? -1 : ordinal;
  }

  boolean isDead(int ordinal) {
    int word = ordinal >>> 6;
    return word < dead.length && (dead[word] & (1L << ordinal)) != 0;
  }

  /** Returns how many rows are deleted or superseded for good. */
  int deadCount() {
    return deadCount;
  }

  /** Returns the hidden rows, by ordinal; borrowed. */
  SortedMap<Integer, Hidden> hidden() {
    return hidden;
  }

  /** Marks a row as deleted or superseded. Returns whether readers saw it. */
  boolean kill(int ordinal) {
    int word = ordinal >>> 6;
    if (word >= dead.length) {
      dead = Arrays.copyOf(dead, Math.max(word + 1, 2 * dead.length));
    }
    if ((dead[word] & (1L << ordinal)) != 0) {
      return false;
    }
    dead[word] |= 1L << ordinal;
    deadCount++;
    changed();
    return hidden.remove(ordinal) == null;
  }

  /** Hides a row that is not dead. Returns whether readers saw it. */
  boolean hide(int ordinal, Hidden when) {
    if (hidden.putIfAbsent(ordinal, when) != null) {
      return false;
    }
    changed();
    return true;
  }

  /** Shows a hidden row again. Returns whether it was hidden. */
  boolean unhide(int ordinal) {
    if (hidden.remove(ordinal) == null) {
      return false;
    }
    changed();
    return true;
  }

  /** Deletes a hidden row for good. Returns whether it was hidden. */
  boolean purge(int ordinal) {
    return hidden.containsKey(ordinal) && !kill(ordinal);
  }

  private void changed() {
    changes++;
    published = null;
  }

  /**
   * Returns what a view that is made now sees of the segment; the same slice again while nothing
   * changes.
   */
  SegmentSlice slice() {
    int rows = segment.rows();
    if (published == null || published.rows() != rows) {
      int gone = deadCount + hidden.size();
      published = new SegmentSlice(segment, rows, gone == 0 ? null : live(rows), rows - gone);
    }
    return published;
  }

  /** Returns the rows that a merge must keep: hidden ones too. */
  SegmentMerge.Input source() {
    int rows = segment.rows();
    return new SegmentMerge.Input(segment, rows, notDead(rows));
  }

  private OrdinalBits notDead(int rows) {
    OrdinalBits kept = OrdinalBits.all(rows);
    long[] words = kept.words();
    for (int i = 0; i < Math.min(words.length, dead.length); i++) {
      words[i] &= ~dead[i];
    }
    return kept;
  }

  private OrdinalBits live(int rows) {
    OrdinalBits live = notDead(rows);
    hidden.keySet().forEach(live::remove);
    return live;
  }
}
