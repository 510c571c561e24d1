package io.vecstore.internal.store;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.index.graph.BuildProgress;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Which merge may run: one that a caller waits for cancels one in the background and goes before
 * the next; after {@link #close} there is none. Safe from any thread.
 */
final class MergeTurns {

  private final String store;
  private int awaited; // how many callers wait for a merge of theirs
  private boolean closed;
  private @Nullable BuildProgress inBackground; // of the merge that runs, if nobody waits for it
  private @Nullable BuildProgress running;

  MergeTurns(String store) {
    this.store = store;
  }

  /** Returns whether a merge in the background would be welcome. */
  synchronized boolean isQuiet() {
    return awaited == 0 && !closed;
  }

  /**
   * Announces a caller that waits for a merge; {@link #leave} is called when it does so no longer.
   *
   * @throws StoreClosedException after {@link #close}
   */
  synchronized void hurry() {
    requireOpen();
    awaited++;
    BuildProgress unwanted = inBackground;
    if (unwanted != null) {
      unwanted.cancel();
    }
  }

  /**
   * Lets through while merges may run.
   *
   * @throws StoreClosedException after {@link #close}
   */
  synchronized void requireOpen() {
    if (closed) {
      throw new StoreClosedException(store);
    }
  }

  /** Takes back a {@link #hurry}. */
  synchronized void leave() {
    awaited--;
  }

  /**
   * Begins a merge; {@link #end} is called when it has ended. Asked here and not before, since what
   * comes between the question and the merge would build a graph that nobody wants.
   *
   * @param awaitedMerge whether a caller waits for it
   * @return asked by the merge whether to go on
   * @throws CancellationException if it is not its turn
   */
  synchronized BuildProgress begin(boolean awaitedMerge) {
    if (closed || (!awaitedMerge && awaited > 0)) {
      throw new CancellationException("a merge was cancelled before it began");
    }
    BuildProgress progress = new BuildProgress();
    running = progress;
    inBackground = awaitedMerge ? null : progress;
    return progress;
  }

  /** Ends the merge that was begun. */
  synchronized void end() {
    running = null;
    inBackground = null;
  }

  /** Cancels the merge that runs, and every later one. */
  synchronized void close() {
    closed = true;
    BuildProgress unwanted = running;
    if (unwanted != null) {
      unwanted.cancel();
    }
  }
}
