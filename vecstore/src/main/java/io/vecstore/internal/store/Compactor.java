package io.vecstore.internal.store;

import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.internal.thread.BackgroundThread;
import io.vecstore.internal.thread.Waiting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Seals frozen segments and merges sealed ones, on one background thread. It only ever makes new
 * files; what becomes of them is decided on the writer thread, by an {@link Installation}. So a
 * crash at any point leaves files that no manifest names.
 */
final class Compactor {

  private static final int MOST_WAITING = 3;

  private final Schema schema;
  private final OpenOptions options;
  private final Sealer sealer;
  private final Writer writer;
  private final StoreState state;
  private final Installation installation;
  private final BackgroundThread thread;
  private final Deque<Frozen> waiting = new ArrayDeque<>(); // guarded by itself
  private @Nullable RuntimeException lastFailure; // guarded by waiting
  private volatile @Nullable BuildProgress building; // written by the background thread
  private volatile int
      hurry; // how many callers wait, so that graphs have to come later; changed under waiting
  private volatile boolean closing; // set once, under waiting

  /** The parts of the store that the compactor works on. */
  record Site(
      Schema schema,
      OpenOptions options,
      Sealer sealer,
      Writer writer,
      StoreState state,
      Installation installation) {}

  Compactor(Site site, BackgroundThread thread) {
    this.schema = site.schema();
    this.options = site.options();
    this.sealer = site.sealer();
    this.writer = site.writer();
    this.state = site.state();
    this.installation = site.installation();
    this.thread = thread;
  }

  /** Takes over a segment that is to be sealed; for the writer thread. */
  void sealLater(Frozen frozen) {
    synchronized (waiting) {
      waiting.add(frozen);
    }
    thread.execute(this::work);
  }

  /** Looks for segments that should be merged. */
  void checkLater() {
    thread.execute(this::work);
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
      RuntimeException cause = lastFailure;
      if (cause != null && waiting.size() > MOST_WAITING) {
        lastFailure = null; // the next caller finds out whether it still fails
        thread.execute(this::work);
        throw new StorageException("written rows cannot be sealed: " + cause.getMessage(), cause);
      }
    }
  }

  /**
   * Seals all frozen segments, without graphs where those are not there yet, and returns when that
   * is done.
   *
   * @throws StorageException if it fails
   */
  void flush() {
    hurried(this::sealWaiting);
  }

  /** Brings all sealed rows into one segment with one graph. */
  void optimize() {
    hurried(
        () -> {
          sealWaiting();
          List<SegmentState> all = writer.call(this::sealed);
          boolean done =
              all.size() <= 1
                  && all.stream()
                      .noneMatch(s -> s.deadCount() > 0 || CompactionPolicy.lacksGraph(s, schema));
          if (!done) {
            merge(all, true, Runtime.getRuntime().availableProcessors());
          }
        });
  }

  private void hurried(Runnable work) {
    synchronized (waiting) {
      if (closing) {
        throw new StoreClosedException("the store");
      }
      hurry++;
    }
    try {
      BuildProgress running = building;
      if (running != null) {
        running.cancel();
      }
      thread.call(work);
    } finally {
      synchronized (waiting) {
        hurry--;
      }
      checkLater();
    }
  }

  private void work() {
    try {
      sealWaiting();
      while (options.background().compaction() && hurry == 0 && !closing && waitingIsEmpty()) {
        List<SegmentState> inputs = writer.call(() -> CompactionPolicy.pick(sealed(), schema));
        if (inputs.isEmpty()) {
          return;
        }
        merge(inputs, true, options.background().buildThreads());
      }
    } catch (CancellationException | StoreClosedException stopped) {
      // Whoever stopped it goes on from here.
    } catch (RuntimeException failure) {
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
      seal(next);
      synchronized (waiting) {
        waiting.remove(next);
        lastFailure = null;
        waiting.notifyAll();
      }
    }
  }

  /** A build that is cancelled because somebody waits is done again without the graph. */
  private void seal(Frozen frozen) {
    boolean graph = hurry == 0 && !closing;
    try {
      replace(
          List.of(frozen.state()), frozen.lastLsn(), graph, options.background().buildThreads());
    } catch (CancellationException inAHurry) {
      if (isWaiting(frozen)) {
        replace(List.of(frozen.state()), frozen.lastLsn(), false, 1);
      }
    }
  }

  private boolean isWaiting(Frozen frozen) {
    synchronized (waiting) {
      return waiting.contains(frozen);
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

  private void merge(List<SegmentState> inputs, boolean graph, int threads) {
    replace(inputs, 0, graph, threads);
  }

  private void replace(List<SegmentState> inputs, long flushedLsn, boolean graph, int threads) {
    List<SegmentMerge.Input> sources = writer.call(() -> retained(inputs));
    BuildProgress progress = new BuildProgress();
    building = progress;
    Sealer.Sealed sealed;
    try {
      sealed = sealer.seal(sources, new SegmentMerge.GraphWork(graph, threads, progress));
    } finally {
      building = null;
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
    BuildProgress running = building;
    if (running != null) {
      running.cancel();
    }
    thread.close();
  }
}
