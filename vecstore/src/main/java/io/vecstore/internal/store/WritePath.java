package io.vecstore.internal.store;

import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.StoreFailedException;
import io.vecstore.core.error.StoreStateException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.spi.LongWork;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.internal.search.Matching;
import io.vecstore.internal.segment.SegmentSlice;
import io.vecstore.internal.view.ReadView;
import io.vecstore.internal.view.ViewPublisher;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.wal.WalOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the writer does with a group of writes, in this order: log them, force the log if one of
 * them asks for it, apply them, publish the view, tell the callers. So a view never shows what is
 * not logged, and a caller is never told before both are done.
 */
final class WritePath implements Writer.Groups {

  private static final int OPERATIONS = 1;

  /** How many documents are deleted for good at once, so that nobody waits for long. */
  private static final int PURGES = 10_000;

  /** How many documents are deleted in one record of the log. */
  private static final int DELETIONS = 10_000;

  private static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

  private final StoreDirectory directory;
  private final StoreState state;
  private final ViewPublisher views;
  private final OpenOptions options;
  private final Consumer<Frozen> onFrozen;
  private long nextPurge; // a time
  private long nextExpiry = System.currentTimeMillis() + LONGEST_WAIT;
  private final WriteGuard guard;
  private boolean forceNeeded;
  private long loggedBytes;
  private @Nullable Consumer<List<Operation>> follower; // set and called by who has the place
  private volatile @Nullable String refusal; // set once

  /** Creates the path; {@code onFrozen} is told of each active segment that is full. */
  WritePath(
      StoreDirectory directory,
      StoreState state,
      ViewPublisher views,
      OpenOptions options,
      Consumer<Frozen> onFrozen,
      WriteGuard guard) {
    this.directory = directory;
    this.state = state;
    this.views = views;
    this.options = options;
    this.onFrozen = onFrozen;
    this.guard = guard;
  }

  @Override
  public void write(List<WriteTask> group) {
    List<WriteTask> admitted = group.stream().filter(this::admit).toList();
    if (!admitted.isEmpty()) {
      writeAdmitted(admitted);
    }
    freezeIfFull();
  }

  @Override
  public boolean isReadyFor(WriteTask write) {
    return directory.isReadyFor(new WalOperation(OPERATIONS, write.payload()));
  }

  /** A write that is refused is told so now; nothing of it is logged. */
  private boolean admit(WriteTask task) {
    try {
      String why = refusal;
      if (why != null) {
        throw new StoreStateException(why);
      }
      guard.admit(task.operations(), state);
      return true;
    } catch (Throwable refused) {
      task.done().completeExceptionally(refused);
      return false;
    }
  }

  private void writeAdmitted(List<WriteTask> group) {
    try {
      writeOrFail(group, directory::append);
    } catch (DiskFullException full) {
      guard.forget();
      onlyDeletions(group, full);
    } catch (Throwable e) {
      if (e instanceof Error) {
        state.breakOff(e); // it may have come at any place: nobody knows what is logged
      }
      guard.forget();
      fail(group, e);
    }
  }

  /** A full disk takes deletions still, or it could not be emptied. */
  private void onlyDeletions(List<WriteTask> group, DiskFullException full) {
    fail(group.stream().filter(task -> !task.onlyDeletes()).toList(), full);
    List<WriteTask> deletions =
        group.stream().filter(WriteTask::onlyDeletes).filter(this::admit).toList();
    if (!deletions.isEmpty()) {
      try {
        writeOrFail(deletions, directory::appendDeletions);
      } catch (Throwable e) {
        guard.forget();
        fail(deletions, e);
      }
    }
  }

  private static void fail(List<WriteTask> group, Throwable cause) {
    group.forEach(task -> task.done().completeExceptionally(cause));
  }

  private void writeOrFail(List<WriteTask> group, ToLongFunction<List<WalOperation>> append) {
    state.requireWhole(views.store());
    long lsn = log(group, append) - group.size();
    int[] hits = new int[group.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = apply(group.get(i), ++lsn);
    }
    guard.settle(state.lsn());
    views.publish(state.view());
    group.forEach(task -> tell(task.operations()));
    for (int i = 0; i < hits.length; i++) {
      group.get(i).done().complete(hits[i]);
    }
  }

  private long log(List<WriteTask> group, ToLongFunction<List<WalOperation>> append) {
    long last =
        append.applyAsLong(
            group.stream()
                .map(task -> new WalOperation(OPERATIONS, task.payload().duplicate()))
                .toList());
    loggedBytes += group.stream().mapToLong(task -> task.payload().remaining()).sum();
    if (group.stream().anyMatch(task -> task.durability() == Durability.SYNC)) {
      directory.force();
      forceNeeded = false;
    } else {
      forceNeeded = true;
    }
    return last;
  }

  /**
   * A write that is logged but cannot be applied would be missing until the store is opened again:
   * nothing may follow it.
   */
  private int apply(WriteTask task, long lsn) {
    try {
      return state.apply(task.operations(), lsn);
    } catch (RuntimeException | Error e) {
      state.breakOff(e);
      throw new StoreFailedException(views.store(), e);
    }
  }

  /** Ends the active segment if it has as many rows or bytes as the options allow. */
  void freezeIfFull() {
    boolean full =
        state.active().rows() >= options.segments().rows()
            || state.active().bytes() >= options.segments().bytes()
            || state.active().memory() >= options.segments().activeMemory()
            || loggedBytes >= 2 * options.segments().bytes();
    if (full && state.isWhole()) {
      freeze();
    }
  }

  /**
   * Ends the active segment and hands it on. Does nothing if nothing was written since the last
   * time.
   */
  void freeze() {
    endActive().ifPresent(onFrozen);
  }

  /** Ends the active segment; empty if everything is in sealed segments already. */
  Optional<Frozen> endActive() {
    if (state.active().rows() == 0 && state.lsn() <= directory.manifest().flushedLsn()) {
      return Optional.empty();
    }
    directory.rollLog();
    loggedBytes = 0;
    return Optional.of(new Frozen(state.freeze(), state.lsn()));
  }

  /**
   * Deletes for good what was softly deleted as long ago as the options say; on a disk without room
   * for that, later.
   */
  private void forgetDeleted(long now) {
    Optional<Duration> kept = options.background().keepDeleted();
    if (kept.isEmpty() || now < nextPurge || !state.isWhole() || directory.failed()) {
      return;
    }
    nextPurge = now + Math.clamp(kept.get().toMillis() / 16, 0, LONGEST_WAIT);
    long until = now - kept.get().toMillis();
    List<Operation> purges = new ArrayList<>();
    state
        .hidden()
        .forEach(
            (id, when) -> {
              if (when.toEpochMilli() <= until && purges.size() < PURGES) {
                purges.add(new Operation.Purge(id));
              }
            });
    if (!purges.isEmpty()) {
      write(List.of(WriteTask.of(purges, options.durability())));
    }
  }

  /**
   * Deletes for good what has expired, some of it at a time. Nobody else writes meanwhile, so that
   * a document which was given more time is not among it.
   *
   * @return whether there may be more
   */
  boolean forgetExpired() {
    if (!state.isWhole() || directory.failed()) {
      return false;
    }
    List<Operation> deletes =
        state.expired(PURGES).stream().<Operation>map(Operation.Delete::new).toList();
    if (!deletes.isEmpty()) {
      write(List.of(WriteTask.of(deletes, options.durability())));
    }
    return deletes.size() == PURGES;
  }

  private void forgetExpiredAtTimes(long now) {
    if (now >= nextExpiry) {
      nextExpiry = now + LONGEST_WAIT;
      if (forgetExpired()) {
        nextExpiry = now;
      }
    }
  }

  /**
   * Deletes or hides the documents that pass a filter now: nothing is written between the look and
   * the deletion. In batches that are each all or nothing. Returns how many they were. Asks the
   * {@link ReadLimit} of the call between the batches and while it looks.
   *
   * @param operation makes the deletion of an id
   */
  long deleteWhere(Filter filter, Function<String, Operation> operation, Durability durability) {
    List<Operation> deletions = new ArrayList<>();
    ReadView view = state.view();
    try {
      for (SegmentSlice slice : view.slices()) {
        OrdinalBits accept = Matching.of(slice, Optional.of(filter)).bits();
        for (int at = accept.next(0); at >= 0; at = accept.next(at + 1)) {
          if (deletions.size() % DELETIONS == 0) {
            ReadLimit.current().check();
          }
          deletions.add(operation.apply(slice.segment().id(at)));
        }
      }
    } finally {
      view.release();
    }
    LongWork told = LongWork.begin("deleting", "documents", deletions.size());
    ReadLimit limit = ReadLimit.current();
    long count = 0;
    for (int from = 0; from < deletions.size(); from += DELETIONS) {
      limit.check();
      int to = Math.min(deletions.size(), from + DELETIONS);
      WriteTask task = WriteTask.of(List.copyOf(deletions.subList(from, to)), durability);
      write(List.of(task));
      count += Writer.await(task.done());
      told.advance(to - (long) from);
    }
    return count;
  }

  /** Forgets what was logged, since the store was brought back to a snapshot. */
  void restart() {
    loggedBytes = 0;
    forceNeeded = false;
    guard.start(state);
    tell(List.of());
  }

  /**
   * Tells somebody of all that is written from now on, once reads see it; of a return to a snapshot
   * by an empty list. For who has the place.
   *
   * @throws StoreStateException if somebody is told already
   */
  void follow(Consumer<List<Operation>> next) {
    if (follower != null) {
      throw new StoreStateException(
          views.store() + " is being embedded anew already: wait until that has ended");
    }
    follower = next;
  }

  /** Tells nobody any more. */
  void unfollow() {
    follower = null;
  }

  private void tell(List<Operation> operations) {
    if (follower != null) {
      follower.accept(operations);
    }
  }

  /** Refuses all that is written from now on; any thread. */
  void refuse(String why) {
    refusal = why;
  }

  /** Forces the log, if something was written since. Returns the last write. */
  long force() {
    state.requireWhole(views.store());
    if (forceNeeded) {
      directory.force();
      forceNeeded = false;
    }
    return state.lsn();
  }

  @Override
  public void tick() {
    forgetDeleted(System.currentTimeMillis());
    forgetExpiredAtTimes(System.currentTimeMillis());
    if (options.durability() == Durability.INTERVAL && forceNeeded) {
      try {
        force();
      } catch (VecStoreException toldToTheNextWriter) {
        forceNeeded = false; // the directory accepts no write after this
      }
    }
  }
}
