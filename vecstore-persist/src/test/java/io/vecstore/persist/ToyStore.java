package io.vecstore.persist;

import io.vecstore.core.spi.Section;
import io.vecstore.persist.StoreDirectory.SegmentContent;
import io.vecstore.persist.ToySubject.Bug;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.wal.WalOperation;
import io.vecstore.persist.wal.WalRecord;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The smallest engine that uses all of the door: a map from int to long, with batches, flushes,
 * compaction, snapshots. A negative value deletes the key.
 */
final class ToyStore implements AutoCloseable {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final StoreDirectory directory;
  private final Bug bug; // null in a right engine
  private final TreeMap<Integer, Long> active = new TreeMap<>();
  private final Map<SegmentRef, RoaringBitmap> dead = new LinkedHashMap<>();
  private long flushedLsn;
  private RecoveryReport report;

  private ToyStore(StoreDirectory directory, Bug bug) {
    this.bug = bug;
    this.directory = directory;
    this.flushedLsn = directory.manifest().flushedLsn();
    for (SealedSegment segment : directory.segments()) {
      SegmentRef ref = segment.file().ref();
      dead.put(ref, segment.tombstones().dead().clone());
      segment.file().require("rows");
      segment.file().release();
    }
  }

  static ToyStore open(StoreFs fs, DirectoryOptions options) {
    return open(fs, options, null);
  }

  static ToyStore open(StoreFs fs, DirectoryOptions options, Bug bug) {
    StoreDirectory directory =
        StoreDirectory.exists(fs)
            ? StoreDirectory.open(fs, options)
            : StoreDirectory.create(fs, Blob.utf8("toy"), options);
    boolean opened = false;
    try {
      ToyStore store = new ToyStore(directory, bug);
      store.report = directory.replay(store::replay);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        directory.close();
      }
    }
  }

  StoreDirectory directory() {
    return directory;
  }

  RecoveryReport report() {
    return report;
  }

  private void replay(WalRecord record) {
    ByteBuffer payload = record.payload();
    while (payload.remaining() >= 12) {
      apply(payload.getInt(), payload.getLong());
    }
  }

  private void apply(int key, long value) {
    active.put(key, value);
  }

  /** Writes batches, each all or nothing; durable at once, or at the next one that is. */
  void write(List<Map<Integer, Long>> batches, boolean durable, int padding) {
    List<WalOperation> group = new ArrayList<>();
    for (Map<Integer, Long> batch : batches) {
      ByteBuffer payload =
          ByteBuffer.allocate(12 * batch.size() + padding % 12 + 12 * (padding / 12));
      payload.order(ByteOrder.LITTLE_ENDIAN);
      batch.forEach((key, value) -> payload.putInt(key).putLong(value));
      Map.Entry<Integer, Long> first = batch.entrySet().iterator().next();
      while (payload.remaining() >= 12) {
        payload.putInt(first.getKey()).putLong(first.getValue());
      }
      group.add(new WalOperation(1, payload.clear()));
    }
    directory.append(group);
    if (durable && bug != Bug.ACKNOWLEDGED_BEFORE_FORCE) {
      directory.force();
    }
    batches.forEach(active::putAll);
  }

  void force() {
    directory.force();
  }

  /** Moves the active rows into a segment, and the deletions that they mean into tombstones. */
  void flush() {
    directory.rollLog();
    long lsn = directory.lastLsn();
    if (active.isEmpty() && lsn == flushedLsn) {
      return;
    }
    TreeMap<Integer, Long> live = new TreeMap<>(active);
    live.values().removeIf(value -> value < 0);
    // Now the one comes last, now the other: each has to be durable by itself.
    boolean rowsFirst = lsn % 2 == 0;
    SegmentRef rows = rowsFirst && !live.isEmpty() ? writeRows(live, lsn) : null;
    Map<SegmentRef, RoaringBitmap> next = tombstones();
    if (!live.isEmpty()) {
      next.put(rows == null ? writeRows(live, lsn) : rows, new RoaringBitmap());
    }
    commit(next, bug == Bug.FLUSHED_TOO_MUCH ? lsn + 1 : lsn);
    active.clear();
  }

  private Map<SegmentRef, RoaringBitmap> tombstones() {
    Map<SegmentRef, RoaringBitmap> next = new LinkedHashMap<>();
    for (Map.Entry<SegmentRef, RoaringBitmap> segment : dead.entrySet()) {
      RoaringBitmap now = segment.getValue().clone();
      TreeMap<Integer, Integer> ordinals = ordinals(segment.getKey());
      active.keySet().forEach(key -> kill(ordinals.get(key), now));
      SegmentRef ref = segment.getKey();
      if (!now.equals(segment.getValue()) && bug != Bug.TOMBSTONES_FORGOTTEN) {
        ref = directory.writeTombstones(ref, Tombstones.ofDead(now));
      }
      next.put(ref, now);
    }
    return next;
  }

  private static void kill(Integer ordinal, RoaringBitmap into) {
    if (ordinal != null) {
      into.add(ordinal);
    }
  }

  /** Merges all segments into one. */
  void compact() {
    if (dead.size() < 2) {
      return;
    }
    TreeMap<Integer, Long> rows = new TreeMap<>();
    RoaringBitmap none = new RoaringBitmap();
    boolean all = bug == Bug.COMPACTION_BRINGS_BACK_THE_DEAD;
    dead.forEach((ref, gone) -> rows.putAll(rows(ref, all ? none : gone)));
    Map<SegmentRef, RoaringBitmap> next = new LinkedHashMap<>();
    if (!rows.isEmpty()) {
      next.put(writeRows(rows, flushedLsn), new RoaringBitmap());
    }
    commit(next, flushedLsn);
  }

  private SegmentRef writeRows(TreeMap<Integer, Long> rows, long lsn) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[16 * rows.size()]);
    long at = 0;
    for (Map.Entry<Integer, Long> row : rows.entrySet()) {
      bytes.set(LONG, at, row.getKey());
      bytes.set(LONG, at + 8, row.getValue());
      at += 16;
    }
    return directory.writeSegment(
        List.of(Section.of("rows", 1, bytes)),
        List.of(Section.of("copy", 1, bytes)),
        new SegmentContent(rows.size(), 1, lsn));
  }

  private void commit(Map<SegmentRef, RoaringBitmap> next, long lsn) {
    directory.commit(manifest -> manifest.withSegments(List.copyOf(next.keySet()), lsn));
    flushedLsn = lsn;
    dead.clear();
    dead.putAll(next);
  }

  void snapshot(String name) {
    flush();
    try (ManifestPin pin = directory.pin()) {
      directory.createSnapshot(name, pin);
    }
  }

  void restore(String name) {
    Manifest restored = directory.restoreSnapshot(name);
    active.clear();
    dead.clear();
    flushedLsn = restored.flushedLsn();
    for (SegmentRef ref : restored.segments()) {
      RoaringBitmap gone = new RoaringBitmap();
      ref.tombstones().ifPresent(t -> gone.or(directory.readTombstones(ref).dead()));
      dead.put(ref, gone);
    }
  }

  /** Returns all rows, read from the files. */
  TreeMap<Integer, Long> state() {
    TreeMap<Integer, Long> state = new TreeMap<>();
    dead.forEach((ref, gone) -> state.putAll(rows(ref, gone)));
    state.putAll(active);
    state.values().removeIf(value -> value < 0);
    return state;
  }

  private TreeMap<Integer, Long> rows(SegmentRef ref, RoaringBitmap gone) {
    var file = directory.openSegment(ref);
    try {
      return rows(file.require("rows"), gone);
    } finally {
      file.release();
    }
  }

  static TreeMap<Integer, Long> rows(MemorySegment bytes, RoaringBitmap gone) {
    TreeMap<Integer, Long> rows = new TreeMap<>();
    for (int i = 0; i < bytes.byteSize() / 16; i++) {
      if (!gone.contains(i)) {
        rows.put((int) bytes.get(LONG, 16L * i), bytes.get(LONG, 16L * i + 8));
      }
    }
    return rows;
  }

  private TreeMap<Integer, Integer> ordinals(SegmentRef ref) {
    TreeMap<Integer, Integer> ordinals = new TreeMap<>();
    for (Integer key : rows(ref, new RoaringBitmap()).keySet()) {
      ordinals.put(key, ordinals.size());
    }
    return ordinals;
  }

  /** Returns the rows of a snapshot. */
  TreeMap<Integer, Long> snapshotState(String name, DirectoryOptions options) {
    StoreSnapshot snapshot = StoreSnapshot.open(directory.snapshots().directory(name), options);
    TreeMap<Integer, Long> state = new TreeMap<>();
    for (SealedSegment segment : snapshot.segments()) {
      state.putAll(rows(segment.file().require("rows"), segment.tombstones().dead()));
      segment.file().release();
    }
    return state;
  }

  @Override
  public void close() {
    directory.close();
  }
}
