package io.vecstore.index.graph;

import io.vecstore.core.spi.LongWork;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a build is, and the wish that it stop. Safe from any thread: one builds, others look on.
 */
public final class BuildProgress {

  private final AtomicLong done = new AtomicLong();
  private volatile long total; // written by the thread that builds
  private volatile @Nullable LongWork work; // told to who listens
  private volatile boolean cancelled; // set once, by anyone

  /** Creates a progress at nothing. */
  public BuildProgress() {}

  /** Returns how many steps are done: two a row, which is linked and later refined. */
  public long done() {
    return done.get();
  }

  /** Returns how many steps there are, 0 before the build has begun. */
  public long total() {
    return total;
  }

  /** Asks the build to stop: it throws {@link CancellationException} soon. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns whether the build was asked to stop. */
  public boolean isCancelled() {
    return cancelled;
  }

  void begin(long rows) {
    total = 2 * rows;
    work = LongWork.begin("building a graph", "steps", total);
  }

  /** Counts one step. */
  void advance() {
    done.getAndIncrement();
    LongWork told = work;
    if (told != null) {
      told.advance(1);
    }
    check();
  }

  /**
   * Lets through while the build should go on.
   *
   * @throws CancellationException if it was asked to stop
   */
  public void check() {
    if (cancelled) {
      throw new CancellationException(
          "the build of the graph was cancelled after " + done + " of " + total + " steps");
    }
  }
}
