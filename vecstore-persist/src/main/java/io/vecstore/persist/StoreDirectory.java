package io.vecstore.persist;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.StoreFailedException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.spi.Section;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NoSpaceException;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.SegmentWriter;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.snapshot.SnapshotFiles;
import io.vecstore.persist.snapshot.SnapshotRef;
import io.vecstore.persist.wal.WalOperation;
import io.vecstore.persist.wal.WalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An open store, as bytes: the door of this module.
 *
 * <p>The life of one: {@link #create} or {@link #open}; take over {@link #segments}; {@link
 * #replay} the log; then {@link #append} and {@link #force} for each group of writes, {@link
 * #writeSegment} and {@link #writeTombstones} in the background, {@link #commit} to make what they
 * wrote part of the store; {@link #close}.
 *
 * <p>Threads: one writer thread calls everything, except what says that any thread may. It must be
 * a thread that nobody interrupts. Failures: a full disk is a {@link DiskFullException} and leaves
 * the store as it was; any other failure of a log or of a commit is a {@link
 * DurabilityUnknownException}, and {@link StoreFailedException} for all writes after it.
 */
public final class StoreDirectory implements AutoCloseable {

  private final StoreFs fs;
  private final DirectoryOptions options;
  private final StoreLock lock;
  private final FileReaper reaper;
  private final Poison poison;
  private final Committer committer;
  private final List<SealedSegment> segments;
  private final SnapshotFiles snapshots;
  private @Nullable StoreLog log;
  private @Nullable Recovery unfinished;
  private boolean closed;

  StoreDirectory(Opened opened) {
    this.fs = opened.fs();
    this.options = opened.options();
    this.lock = opened.lock();
    this.reaper = opened.reaper();
    this.poison = new Poison(fs.origin());
    this.segments = opened.segments();
    this.snapshots = new SnapshotFiles(fs, reaper);
    this.committer =
        new Committer(fs, reaper, lock, poison, opened.manifest(), opened.nextNumber());
  }

  /** What opening has gathered. */
  record Opened(
      StoreFs fs,
      DirectoryOptions options,
      StoreLock lock,
      FileReaper reaper,
      Manifest manifest,
      long nextNumber,
      List<SealedSegment> segments) {}

  /** Returns whether the directory holds a store. Any thread. */
  public static boolean exists(StoreFs fs) {
    return StoreOpening.exists(fs);
  }

  /**
   * Creates a store in a directory that is missing or holds no visible files, and opens it. {@link
   * #replay} comes next.
   *
   * @param schema kept in the manifest
   * @throws NotAStoreException if the directory holds something else, or the path is a file
   * @throws StoreLockedException if another store is being created there
   */
  public static StoreDirectory create(StoreFs fs, Blob schema, DirectoryOptions options) {
    return StoreOpening.create(fs, schema, options);
  }

  /**
   * Opens a store for writing: takes its lock, reads its manifest, opens and verifies its segments.
   *
   * @throws NotAStoreException if there is none
   * @throws StoreLockedException if this or another process has it open
   * @throws CorruptStoreException if something that it needs is damaged
   */
  public static StoreDirectory open(StoreFs fs, DirectoryOptions options) {
    return StoreOpening.open(fs, options);
  }

  /** Returns the committed state. Any thread. */
  public Manifest manifest() {
    return committer.current();
  }

  /**
   * Returns the segments as they were opened, in the manifest's order. The receiver owns a
   * reference to each.
   */
  public List<SealedSegment> segments() {
    return segments;
  }

  /**
   * Hands the records of the log that are not in the segments to {@code sink}, in LSN order; then
   * moves the log of a session that was not closed into a new file, and removes what that session
   * left. Must be called once, before the first write.
   *
   * <p>On a full disk the records are handed out all the same; each later write tries again to move
   * the log, and fails with {@link DiskFullException} while that does.
   *
   * @throws CorruptStoreException if records that were acknowledged are damaged
   */
  public RecoveryReport replay(Consumer<WalRecord> sink) {
    if (log != null) {
      throw new IllegalStateException("replayed already: " + fs.origin());
    }
    try {
      Manifest manifest = manifest();
      List<String> leftovers = removeLeftovers(manifest);
      Recovery recovery = Recovery.replay(fs, manifest, sink);
      log = new StoreLog(fs, reaper, committer, poison, options, recovery);
      if (!manifest.clean()) {
        unfinished = recovery;
        finishIfRoom();
      }
      return new RecoveryReport(
          manifest.clean(),
          recovery.replayed(),
          recovery.lastLsn(),
          recovery.droppedBytes(),
          damagedSections(),
          leftovers);
    } catch (IOException failure) {
      throw StorageErrors.of("reading the log", fs.origin(), failure);
    }
  }

  private List<String> removeLeftovers(Manifest manifest) throws IOException {
    // What we saw may not be durable yet; before it is, what it does not name must not go.
    fs.syncDirectory("");
    List<String> leftovers = StoreFiles.unlisted(fs.list(""), manifest);
    leftovers.forEach(reaper::deleteNow);
    List<String> removed = new ArrayList<>(leftovers);
    removed.addAll(snapshots.settle());
    return removed;
  }

  private List<String> damagedSections() {
    return segments.stream()
        .flatMap(
            segment ->
                segment.file().damaged().stream()
                    .map(name -> segment.file().origin() + "[" + name + "]"))
        .toList();
  }

  private void finishIfRoom() throws IOException {
    try {
      finishRecovery();
    } catch (NoSpaceException later) {
      // Reading works; the first write asks again.
    }
  }

  private void finishRecovery() throws IOException {
    Recovery recovery = unfinished;
    if (recovery != null) {
      log().relog(recovery.unsealed());
      unfinished = null;
    }
  }

  /**
   * Appends one record per operation, with consecutive LSNs, all in one write. They survive the end
   * of the process now, and a power loss after {@link #force}.
   *
   * @return the LSN of the last record
   * @throws DiskFullException if a new log file was needed and there is no room; nothing was
   *     appended
   * @throws DurabilityUnknownException if the write fails; what of the group survives is unknown,
   *     and the store fails
   */
  public long append(List<WalOperation> group) {
    return append(group, true);
  }

  /**
   * Appends records of deletions: on a full disk they may use a last part of the log that {@link
   * #append} leaves alone, so that a store that is full can be emptied.
   *
   * @return the LSN of the last record
   * @throws DiskFullException if there is no room even so; nothing was appended
   * @throws DurabilityUnknownException if the write fails; what of the group survives is unknown,
   *     and the store fails
   */
  public long appendDeletions(List<WalOperation> group) {
    return append(group, false);
  }

  private long append(List<WalOperation> group, boolean reserve) {
    StoreLog ready = ready();
    try {
      finishRecovery();
      return ready.append(group, reserve);
    } catch (IOException failure) {
      throw StorageErrors.of("starting a log", fs.origin(), failure);
    }
  }

  /**
   * Returns whether a thread that somebody may interrupt may append and force this operation, as
   * long as it keeps others out: it needs no new file, and the one there is does not mind.
   */
  public boolean isReadyFor(WalOperation operation) {
    return !closed && unfinished == null && log().isReadyFor(operation.recordBytes());
  }

  /**
   * Makes everything that was appended survive a power loss.
   *
   * @return the LSN up to which that holds
   * @throws DurabilityUnknownException if it fails, and the store with it
   */
  public long force() {
    StoreLog ready = ready();
    ready.force();
    return ready.durableLsn();
  }

  /**
   * Returns the LSN of the last record, 0 if there was none ever. Any thread, after {@link
   * #replay}.
   */
  public long lastLsn() {
    return log().lastLsn();
  }

  /** Returns the LSN up to which everything survives a power loss. */
  public long durableLsn() {
    return log().durableLsn();
  }

  /**
   * Lets the next record start a new log file. Called when the active rows are frozen: a later
   * commit that flushes them can then drop the file they were logged in.
   */
  public void rollLog() {
    StoreLog ready = ready();
    try {
      finishRecovery();
      ready.roll();
    } catch (IOException failure) {
      throw StorageErrors.of("sealing a log", fs.origin(), failure);
    }
  }

  /**
   * Writes a segment file, durably; it is part of the store once a commit names it. Any thread.
   *
   * @param primary the sections without which there is no segment; borrowed
   * @param derived the sections that can be built again from them; borrowed
   * @param content how many rows it has and the range of their LSNs
   * @throws StorageException if it fails; nothing is left, and another attempt may be made
   */
  public SegmentRef writeSegment(
      List<Section> primary, List<Section> derived, SegmentContent content) {
    long number = committer.newNumber();
    try {
      SegmentWriter.Written written =
          SegmentWriter.write(fs, manifest().storeId(), number, primary, derived);
      return content.ref(number, written);
    } catch (IOException failure) {
      SegmentWriter.namesOf(number).forEach(reaper::deleteNow);
      throw StorageErrors.of("writing a segment", fs.origin(), failure);
    }
  }

  /**
   * What the manifest says about a segment's rows.
   *
   * @param rows their number
   * @param minLsn the smallest LSN among them
   * @param maxLsn the largest LSN among them
   */
  public record SegmentContent(int rows, long minLsn, long maxLsn) {

    SegmentRef ref(long number, SegmentWriter.Written file) {
      return new SegmentRef(
          number, file.bytes(), file.footerCrc(), rows, minLsn, maxLsn, Optional.empty());
    }
  }

  /**
   * Writes the tombstones of a segment, durably; they hold once a commit names the returned
   * reference instead of {@code segment}. Any thread.
   *
   * @throws StorageException if it fails; nothing is left, and another attempt may be made
   */
  public SegmentRef writeTombstones(SegmentRef segment, Tombstones tombstones) {
    try {
      return segment.withTombstones(
          TombstoneFile.write(fs, segment.number(), committer.newNumber(), tombstones));
    } catch (IOException failure) {
      throw StorageErrors.of("writing tombstones", fs.origin(), failure);
    }
  }

  /**
   * Reads the tombstones that a reference names; none if it names none. Any thread.
   *
   * @throws CorruptStoreException if they are damaged
   */
  public Tombstones readTombstones(SegmentRef segment) {
    try {
      return StoreOpening.tombstones(fs, segment);
    } catch (IOException failure) {
      throw StorageErrors.of("reading tombstones", fs.origin(), failure);
    }
  }

  /**
   * Opens a segment that was written or committed here. The caller owns a reference. Any thread.
   *
   * @throws CorruptStoreException if it is damaged
   */
  public SegmentFile openSegment(SegmentRef segment) {
    try {
      return SegmentFile.open(fs, reaper, segment, options.checksums());
    } catch (IOException failure) {
      throw StorageErrors.of("opening a segment", fs.origin(), failure);
    }
  }

  /** Deletes the files of a segment that was written and will not be committed. Any thread. */
  public void discard(SegmentRef segment) {
    reaper.retire(List.of(segment.fileName()));
    segment.tombstones().ifPresent(tombstones -> reaper.retire(List.of(tombstones.fileName())));
  }

  /**
   * Makes another state the store's. The edit changes segments, flushed LSN, schema and extras; the
   * log files, the numbers and the generation are seen to here: a log whose records are all flushed
   * is dropped. When this returns the state is durable, and the files that only the state before
   * had are deleted as soon as nobody uses them.
   *
   * @return the new state
   * @throws DiskFullException if there is no room; the state before holds
   * @throws StorageException if it could not be prepared; the state before holds
   * @throws DurabilityUnknownException if nobody knows which of the two states the disk has; the
   *     store fails
   */
  public Manifest commit(UnaryOperator<Manifest> edit) {
    StoreLog ready = ready();
    try {
      finishRecovery();
      Manifest edited = edit.apply(manifest());
      long flushed = edited.flushedLsn();
      Manifest next = committer.commit(edited.withWals(ready.chain(flushed)));
      ready.forget(flushed);
      return next;
    } catch (IOException failure) {
      throw StorageErrors.of("committing", fs.origin(), failure);
    }
  }

  /**
   * Keeps the files of the committed state until the pin is closed, for a snapshot or a backup. Any
   * thread.
   */
  public ManifestPin pin() {
    return committer.pin();
  }

  /** Returns the snapshots of the store, to list, read and delete. Any thread. */
  public SnapshotFiles snapshots() {
    return snapshots;
  }

  /**
   * Makes a snapshot of a pinned state, which has no logs: roll the log, flush, commit, then pin.
   * Any thread; one snapshot at a time.
   *
   * @throws io.vecstore.core.error.InvalidInputException if the name is not allowed
   * @throws io.vecstore.core.error.AlreadyExistsException if there is a snapshot of that name
   * @throws StorageException if it fails; nothing is left
   */
  public SnapshotRef createSnapshot(String name, ManifestPin pin) {
    return snapshots.create(name, pin.manifest(), List.of(StoreIdentity.FILE));
  }

  /**
   * Makes the state of a snapshot the store's again, in one commit. Its files get new names, so
   * that the snapshot stays what it is. LSNs go on from where they were: everything in the log
   * counts as flushed.
   *
   * @return the new state, whose segments the caller opens
   * @throws io.vecstore.core.error.NotFoundException if there is no such snapshot
   * @throws CorruptStoreException if its manifest is damaged
   * @throws StorageException if it fails before the commit; the state before holds
   */
  public Manifest restoreSnapshot(String name) {
    ready();
    Manifest snapshot = snapshots.manifest(name);
    List<SegmentRef> restored = snapshots.relink(name, snapshot.segments(), committer::newNumber);
    boolean known = false;
    try {
      Manifest next =
          commit(
              now ->
                  now.withSegments(restored, lastLsn())
                      .withSchema(snapshot.schema())
                      .withExtras(snapshot.extras()));
      known = true;
      return next;
    } finally {
      if (!known && !poison.taken()) {
        restored.forEach(this::discard);
      }
    }
  }

  /** Returns how many bytes the disk has room for. Any thread. */
  public long freeBytes() {
    try {
      return fs.freeBytes();
    } catch (IOException failure) {
      throw StorageErrors.of("asking for free space", fs.origin(), failure);
    }
  }

  /** Returns whether a failure has ended all writing. Any thread. */
  public boolean failed() {
    return poison.taken();
  }

  /**
   * Seals the log, so that the next opening finds a clean store, and gives the lock back. After a
   * failure the disk is left as it is. Does nothing the second time.
   *
   * @throws StorageException if sealing failed; the lock is given back all the same
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    StoreLog toClose = log;
    try (lock;
        toClose) {
      if (toClose != null && unfinished == null && !poison.taken()) {
        toClose.sealAll();
      }
    } catch (IOException failure) {
      throw StorageErrors.of("closing", fs.origin(), failure);
    }
  }

  private StoreLog ready() {
    if (closed) {
      throw new StoreClosedException(fs.origin());
    }
    poison.check();
    return log();
  }

  private StoreLog log() {
    StoreLog ready = log;
    if (ready == null) {
      throw new IllegalStateException("replay comes first: " + fs.origin());
    }
    return ready;
  }
}
