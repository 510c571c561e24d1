package io.vecstore.persist;

import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NoSpaceException;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.wal.WalLayout;
import io.vecstore.persist.wal.WalOperation;
import io.vecstore.persist.wal.WalRecord;
import io.vecstore.persist.wal.WalRef;
import io.vecstore.persist.wal.WalWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chain of log files of an open store: sealed ones, and at most one that is written. The one
 * that is written is created when the first record needs it, and it is listed in a committed
 * manifest before that record is acknowledged; so opening and closing a store that nobody writes to
 * costs nothing. The writer thread only.
 */
final class StoreLog implements AutoCloseable {

  /** How many bytes of a log are left for deletions on a full disk; less of a small log. */
  private static final long RESERVED = 64 << 10;

  private final StoreFs fs;
  private final FileReaper reaper;
  private final Committer committer;
  private final Poison poison;
  private final DirectoryOptions options;
  private final List<WalRef> sealed;
  private final Set<WalWriter> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable WalWriter active;
  private volatile long lastLsn; // written by the writer thread
  private long nextBytes;

  StoreLog(
      StoreFs fs,
      FileReaper reaper,
      Committer committer,
      Poison poison,
      DirectoryOptions options,
      Recovery recovery) {
    this.fs = fs;
    this.reaper = reaper;
    this.committer = committer;
    this.poison = poison;
    this.options = options;
    this.sealed = new ArrayList<>(recovery.sealed());
    this.lastLsn = recovery.lastLsn();
    this.nextBytes = options.smallestWal();
  }

  long lastLsn() {
    return lastLsn;
  }

  long durableLsn() {
    return active == null ? lastLsn : active.durableLsn();
  }

  /**
   * Appends records; see {@link StoreDirectory#append}.
   *
   * @param reserve whether the last part of a log is left for those that need it more
   */
  long append(List<WalOperation> group, boolean reserve) throws IOException {
    if (!options.logged()) {
      long counted = lastLsn + group.size();
      lastLsn = counted;
      return counted;
    }
    long bytes = group.stream().mapToLong(WalOperation::recordBytes).sum();
    WalWriter writer = active;
    if (writer == null || !hasRoom(writer, bytes, reserve)) {
      writer = start(bytes, reserve);
    }
    try {
      lastLsn = writer.append(group);
    } catch (IOException unknown) {
      throw poison.unknown(unknown);
    }
    return lastLsn;
  }

  private static boolean hasRoom(WalWriter writer, long bytes, boolean reserve) {
    return writer.hasRoom(bytes + (reserve ? reserved(writer.ref().allocatedBytes()) : 0));
  }

  private static long reserved(long length) {
    return Math.min(RESERVED, length / 8);
  }

  /** Returns whether any thread may append so many bytes of records, interrupted or not. */
  boolean isReadyFor(long bytes) {
    WalWriter writer = active;
    return !options.logged()
        || (writer != null && writer.ignoresInterrupts() && hasRoom(writer, bytes, true));
  }

  /** Makes all records durable. */
  void force() {
    if (active != null) {
      try {
        active.force();
      } catch (IOException unknown) {
        throw poison.unknown(unknown);
      }
    }
  }

  /**
   * Lets the next record start a new file, so that a commit that flushes the records before it can
   * drop their file.
   */
  void roll() throws IOException {
    WalWriter writer = active;
    if (writer != null && writer.lastLsn() >= writer.ref().firstLsn()) {
      force();
      sealed.add(writer.seal());
      active = null;
      close(writer);
    }
  }

  private WalWriter start(long bytes, boolean reserve) throws IOException {
    force();
    long used = WalLayout.HEADER_BYTES + bytes;
    long needed =
        ((reserve ? used + used / 7 + 1 : used) + 4095) & -4096L; // a reserve is an eighth
    WalWriter writer = createFor(needed);
    WalRef ref = writer.ref();
    WalWriter full = active;
    List<WalRef> chain = new ArrayList<>(sealed);
    if (full != null && full.lastLsn() >= full.ref().firstLsn()) {
      chain.add(full.seal());
    }
    List<WalRef> listed = new ArrayList<>(chain);
    listed.add(ref);
    commitWals(listed, writer);
    sealed.clear();
    sealed.addAll(chain);
    active = writer;
    nextBytes = Math.min(options.largestWal(), 2 * nextBytes);
    if (full != null) {
      close(full);
    }
    return writer;
  }

  /**
   * On a disk that is almost full a log for just these records still lets a few writes through,
   * deletions among them.
   */
  private WalWriter createFor(long needed) throws IOException {
    try {
      return create(nextRef(Math.max(nextBytes, needed)));
    } catch (NoSpaceException almostFull) {
      return create(nextRef(needed));
    }
  }

  private WalRef nextRef(long length) {
    return WalRef.active(committer.newNumber(), options.random().nextLong(), length, lastLsn + 1);
  }

  private WalWriter create(WalRef ref) throws IOException {
    WalWriter writer = null;
    try {
      writer = WalWriter.create(fs, ref, committer.current().storeId());
      reaper.pin(List.of(ref.fileName()));
      open.add(writer);
      fs.syncDirectory("");
      return writer;
    } catch (IOException failure) {
      if (writer != null) {
        close(writer);
      }
      reaper.deleteNow(ref.fileName());
      throw failure;
    }
  }

  /**
   * Not every system deletes a file that is open; so an open log is pinned. Does nothing the second
   * time.
   */
  private void close(WalWriter writer) throws IOException {
    if (open.remove(writer)) {
      try {
        writer.close();
      } finally {
        reaper.unpin(List.of(writer.ref().fileName()));
      }
    }
  }

  /**
   * Commits another chain; if that fails for sure, the new file goes away, and the chain is as
   * before.
   */
  private void commitWals(List<WalRef> wals, WalWriter created) throws IOException {
    boolean committed = false;
    try {
      committer.commit(committer.current().withWals(wals));
      committed = true;
    } finally {
      if (!committed) {
        close(created);
        if (!poison.taken()) {
          reaper.deleteNow(created.ref().fileName());
        }
      }
    }
  }

  /**
   * Writes what an active log of an earlier session held into a file of this session, and commits a
   * manifest that names the new file instead: of the old one nobody knows what the disk really
   * holds.
   */
  void relog(List<WalRecord> records) throws IOException {
    if (records.isEmpty()) {
      committer.commit(committer.current().withWals(sealed));
      return;
    }
    List<WalOperation> group = records.stream().map(WalRecord::operation).toList();
    long bytes = group.stream().mapToLong(WalOperation::recordBytes).sum();
    long salt = options.random().nextLong();
    WalRef ref =
        WalRef.active(
            committer.newNumber(), salt, WalLayout.HEADER_BYTES + bytes, records.getFirst().lsn());
    WalWriter writer = create(ref);
    try {
      for (WalOperation operation : group) {
        writer.append(List.of(operation));
      }
      List<WalRef> chain = new ArrayList<>(sealed);
      chain.add(writer.seal());
      commitWals(chain, writer);
      sealed.add(chain.getLast());
    } finally {
      close(writer);
    }
  }

  /**
   * Returns the chain as a manifest names it whose segments hold everything up to {@code
   * flushedLsn}.
   */
  List<WalRef> chain(long flushedLsn) {
    List<WalRef> chain = new ArrayList<>(sealed);
    chain.removeIf(wal -> wal.lastLsn() <= flushedLsn);
    if (active != null && !flushed(active, flushedLsn)) {
      chain.add(active.ref());
    }
    return chain;
  }

  /** Forgets the files that {@link #chain} has left out, after the commit. */
  void forget(long flushedLsn) throws IOException {
    sealed.removeIf(wal -> wal.lastLsn() <= flushedLsn);
    WalWriter writer = active;
    if (writer != null && flushed(writer, flushedLsn)) {
      active = null;
      close(writer);
    }
  }

  private static boolean flushed(WalWriter writer, long flushedLsn) {
    return writer.lastLsn() >= writer.ref().firstLsn() && writer.lastLsn() <= flushedLsn;
  }

  /** Seals the chain and commits it: the store is clean then. */
  void sealAll() throws IOException {
    roll();
    WalWriter empty = active;
    Manifest current = committer.current();
    if (!current.clean() || !current.wals().equals(sealed)) {
      committer.commit(current.withWals(sealed));
    }
    if (empty != null) {
      active = null;
      close(empty);
    }
  }

  @Override
  public void close() throws IOException {
    for (WalWriter writer : List.copyOf(open)) {
      close(writer);
    }
  }
}
