package io.vecstore.internal.thread;

import io.vecstore.core.spi.LongWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs file I/O away from the caller's thread: an interrupt there would close the channel in the
 * middle of it.
 */
public final class OnOwnThread {

  private OnOwnThread() {}

  /** Runs work on a thread of its own and returns its result, or throws what it threw. */
  public static <T> T call(String name, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Supplier<T> carried = LongWork.carried(work);
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              try {
                result.complete(carried.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
