package io.vecstore.internal.store;

import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.spi.LongWork;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.internal.thread.BackgroundThread;
import io.vecstore.internal.thread.Waiting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Seals frozen segments on one background thread, and merges sealed ones on another. They only ever
 * make new files; what becomes of them is decided on the writer thread, by an {@link Installation}.
 * So a crash at any point leaves files that no manifest names.
 *
 * <p>What is sealed gets no graph: that would take a hundred times as long, in which rows pile up
 * in memory and in the log, writers have to wait, and a killed process leaves more to replay. The
 * graph comes with the merge, over several segments at once where many rows are written.
 */
final class Compactor {

  private static final int MOST_WAITING = 3;

  private final Schema schema;
  private final OpenOptions options;
  private final Sealer sealer;
  private final Writer writer;
  private final StoreState state;
  private final Installation installation;
  private final BackgroundThread sealing;
  private final BackgroundThread merging;
  private final Deque<Frozen> waiting = new ArrayDeque<>(); // guarded by itself
  private @Nullable Throwable lastFailure; // guarded by waiting
  private final MergeTurns turns;
  private volatile @Nullable Throwable lastMergeFailure; // by the merging thread
  private volatile boolean closing; // set once, under waiting
  private volatile LongWork.@Nullable Listener listener; // by any thread

  /** The parts of the store that the compactor works on. */
  record Site(
      Schema schema,
      OpenOptions options,
      Sealer sealer,
      Writer writer,
      StoreState state,
      Installation installation) {}

  /** Creates the threads, which run while there is something to do; {@code store} names them. */
  Compactor(Site site, String store) {
    this.schema = site.schema();
    this.options = site.options();
    this.sealer = site.sealer();
    this.writer = site.writer();
    this.state = site.state();
    this.installation = site.installation();
    this.turns = new MergeTurns(store);
    this.sealing = new BackgroundThread("vecstore-sealer", store);
    this.merging = new BackgroundThread("vecstore-compactor", store);
  }

  /** Takes over a segment that is to be sealed; for the writer thread. */
  void sealLater(Frozen frozen) {
    synchronized (waiting) {
      waiting.add(frozen);
    }
    sealing.execute(() -> heard(this::sealInBackground));
  }

  /** Looks for segments that should be merged. */
  void checkLater() {
    merging.execute(() -> heard(this::mergeInBackground));
  }

  /** Tells a listener of what is done in the background from now on. */
  void watch(LongWork.Listener next) {
    listener = next;
  }

  private void heard(Runnable work) {
    LongWork.Listener now = listener;
    if (now == null) {
      work.run();
      return;
    }
    boolean done =
        LongWork.heardBy(
            now,
            () -> {
              work.run();
              return true;
            });
    assert done;
  }

  /**
   * Makes a caller that wants to write wait while too many segments wait to be sealed.
   *
   * @throws StorageException if they cannot be sealed
   */
  void admit() {
    synchronized (waiting) {
      Waiting.whileTrue(
          waiting, () -> waiting.size() > MOST_WAITING && !closing && lastFailure == null);
      Throwable cause = lastFailure;
      if (cause != null && waiting.size() > MOST_WAITING) {
        lastFailure = null; // the next caller finds out whether it still fails
        sealing.execute(() -> heard(this::sealInBackground));
        throw new StorageException("written rows cannot be sealed: " + cause.getMessage(), cause);
      }
    }
  }

  /**
   * Seals all frozen segments and returns when that is done.
   *
   * @throws StorageException if it fails
   */
  void flush() {
    sealing.call(this::sealWaiting);
    checkLater();
  }

  /** Brings all sealed rows into one segment with one graph, or as few as the memory allows. */
  void optimize() {
    hurried(
        () -> {
          sealing.call(this::sealWaiting);
          List<SegmentState> all = writer.call(this::sealed);
          LongWork told = LongWork.begin("optimizing", "segments", all.size());
          for (List<SegmentState> group :
              CompactionPolicy.groups(all, schema, options.segments().memory())) {
            if (!CompactionPolicy.isDone(group, schema)) {
              merge(group, Runtime.getRuntime().availableProcessors(), true);
            }
            told.advance(group.size());
          }
          told.end();
        });
  }

  /**
   * Runs work in the background at once and waits for it.
   *
   * @throws StoreClosedException if the store is closed meanwhile
   */
  private void hurried(Runnable work) {
    turns.hurry();
    try {
      while (!isDone(work)) {
        turns.requireOpen();
      }
    } finally {
      turns.leave();
      checkLater();
    }
  }

  /**
   * A return to a snapshot may replace the segments meanwhile: then it is done again with these.
   */
  private boolean isDone(Runnable work) {
    try {
      merging.call(work);
      return true;
    } catch (CancellationException cancelled) {
      return false;
    }
  }

  private void mergeInBackground() {
    try {
      while (options.background().compaction() && turns.isQuiet()) {
        List<SegmentState> inputs = writer.call(this::mostUrgent);
        if (inputs.isEmpty()) {
          return;
        }
        merge(inputs, options.background().buildThreads(), false);
      }
    } catch (CancellationException | StoreClosedException stopped) {
      // Whoever stopped it goes on from here.
    } catch (RuntimeException | OutOfMemoryError notMerged) {
      lastMergeFailure = notMerged;
    }
  }

  private List<SegmentState> mostUrgent() {
    return CompactionPolicy.pick(sealed(), schema, options.segments().mergeMemory());
  }

  private void sealInBackground() {
    try {
      sealWaiting();
      checkLater();
    } catch (CancellationException | StoreClosedException stopped) {
      // Whoever stopped it goes on from here.
    } catch (RuntimeException | OutOfMemoryError failure) {
      synchronized (waiting) {
        lastFailure = failure;
        waiting.notifyAll();
      }
    }
  }

  /** Returns whether no frozen segment waits to be sealed. */
  boolean waitingIsEmpty() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  /** Returns why the last merge failed, a sentence; nothing if it did not. */
  Optional<String> finding() {
    Throwable failure = lastMergeFailure;
    return failure == null
        ? Optional.empty()
        : Optional.of(
            "segments could not be merged, are searched as they are, and are merged later: "
                + failure.getMessage());
  }

  private List<SegmentState> sealed() {
    return state.segments().stream().filter(segment -> segment.ref().isPresent()).toList();
  }

  private void sealWaiting() {
    while (true) {
      Frozen next;
      synchronized (waiting) {
        next = waiting.peek();
      }
      if (next == null) {
        return;
      }
      SegmentMerge.GraphWork noGraph = new SegmentMerge.GraphWork(false, 1, new BuildProgress());
      try {
        replace(List.of(next.state()), next.lastLsn(), noGraph);
      } catch (CancellationException gone) {
        // The store was brought back to a snapshot meanwhile, which has no such rows.
      }
      synchronized (waiting) {
        waiting.remove(next);
        lastFailure = null;
        waiting.notifyAll();
      }
    }
  }

  /**
   * Drops what waits to be sealed, since the store was brought back to a snapshot; for the writer
   * thread.
   */
  void forgetWaiting() {
    synchronized (waiting) {
      waiting.clear();
      waiting.notifyAll();
    }
  }

  private void merge(List<SegmentState> inputs, int threads, boolean awaited) {
    BuildProgress progress = turns.begin(awaited);
    try {
      replace(inputs, 0, new SegmentMerge.GraphWork(true, threads, progress));
      lastMergeFailure = null;
    } finally {
      turns.end();
    }
  }

  private void replace(List<SegmentState> inputs, long flushedLsn, SegmentMerge.GraphWork work) {
    List<SegmentMerge.Input> sources = writer.call(() -> retained(inputs));
    Sealer.Sealed sealed;
    try {
      sealed = sealer.seal(sources, work);
    } finally {
      sources.forEach(source -> source.segment().release());
    }
    boolean installed = false;
    try {
      writer.call(
          () -> {
            installation.install(new Installation.Replacement(inputs, sealed, flushedLsn));
            return true;
          });
      installed = true;
    } finally {
      if (!installed) {
        sealer.discard(sealed);
      }
    }
  }

  private static List<SegmentMerge.Input> retained(List<SegmentState> inputs) {
    List<SegmentMerge.Input> sources = inputs.stream().map(SegmentState::source).toList();
    sources.forEach(source -> source.segment().retain());
    return sources;
  }

  /** Ends what is under way; nothing is sealed or merged after this. */
  void close() {
    synchronized (waiting) {
      closing = true;
      waiting.notifyAll();
    }
    turns.close();
    sealing.close();
    merging.close();
  }
}
