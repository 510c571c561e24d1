package io.vecstore.index.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares work out to a number of threads, the caller's among them, and waits for all of it. */
public final class Parallel {

  private static final int STRIDE = 16;

  private final int threads;
  private final int stride;

  /** Creates what shares work out to so many threads, at least 1. */
  public Parallel(int threads) {
    this(threads, STRIDE);
  }

  /**
   * Creates what shares work out to so many threads, at least 1.
   *
   * @param stride how many pieces a thread takes at once: few where a piece is large
   */
  public Parallel(int threads, int stride) {
    this.threads = threads;
    this.stride = stride;
  }

  /**
   * Does a piece of work for each number in {@code [0, count)}, lower ones earlier; one thread does
   * them in order. The first failure stops the others soon and is thrown.
   *
   * @param workers makes what does the work on one thread
   */
  public void forEach(int count, Supplier<IntConsumer> workers) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            IntConsumer worker = workers.get();
            int from;
            while (failure.get() == null && (from = next.getAndAdd(stride)) < count && from >= 0) {
              for (int i = from; i < Math.min(count, from + stride); i++) {
                worker.accept(i);
              }
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, (count + stride - 1) / stride); i++) {
      others.add(Thread.ofPlatform().daemon().name("vecstore-index-" + i).start(work));
    }
    work.run();
    others.forEach(Parallel::join);
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable impossible -> throw new AssertionError(impossible);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // memory may not go away under a thread that still uses it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
