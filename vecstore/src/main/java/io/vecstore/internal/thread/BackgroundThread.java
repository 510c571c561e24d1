package io.vecstore.internal.thread;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.spi.LongWork;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for work in the background, in order; there while there is work. It belongs to the
 * store, so that nobody interrupts its file I/O.
 */
public final class BackgroundThread {

  private static final long IDLE_SECONDS = 5;

  private final String store;
  private final ThreadPoolExecutor executor;

  public BackgroundThread(String name, String store) {
    this.store = store;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + " " + store).factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs work some time; after {@link #close} it is left out. */
  public void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException closed) {
      // Everything that is run this way is done again when the store is opened, if it is still
      // needed.
    }
  }

  /**
   * Runs work after what is queued now, and waits for it.
   *
   * @throws StoreClosedException after {@link #close}
   * @throws CancellationException if the work throws it
   */
  public void call(Runnable work) {
    try {
      CompletableFuture.supplyAsync(
              LongWork.carried(
                  () -> {
                    work.run();
                    return true;
                  }),
              executor)
          .join();
    } catch (RejectedExecutionException closed) {
      throw new StoreClosedException(store);
    } catch (CompletionException e) {
      if (e.getCause() instanceof VecStoreException cause) {
        throw cause;
      }
      if (e.getCause() instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw e;
    }
  }

  /** Does what is queued, and ends the thread. */
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.HOURS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
