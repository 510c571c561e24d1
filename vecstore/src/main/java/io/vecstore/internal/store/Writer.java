package io.vecstore.internal.store;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.VecStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that changes a store: log, tombstones, manifest, current view. Callers of any
 * thread queue what they want and wait. Writes that queue while a group is being forced make up the
 * next group, so that one force serves them all.
 *
 * <p>It is a thread of its own, not the caller's, because an interrupted thread that does file I/O
 * closes the channel for everybody.
 */
final class Writer {

  private static final long GROUP_BYTES = 4L << 20;

  /** What is done with a group of writes, and when the queue is idle. */
  interface Groups {
    /** Logs, applies and publishes the writes, and completes each of them. */
    void write(List<WriteTask> group);

    /** Is called about once an interval, between groups. */
    void tick();
  }

  private sealed interface Task permits Queued, Control {}

  private record Queued(WriteTask write) implements Task {}

  private record Control(Supplier<?> work, CompletableFuture<Object> done, boolean last)
      implements Task {}

  private final String store;
  private final Groups groups;
  private final long tickNanos;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closing; // guarded by the queue

  /** Starts the thread. */
  Writer(String store, Groups groups, long tickNanos) {
    this.store = store;
    this.groups = groups;
    this.tickNanos = tickNanos;
    this.thread = Thread.ofPlatform().daemon().name("vecstore-writer " + store).start(this::run);
  }

  /** Queues a write and waits until it is done. Returns what the write counted. */
  int write(WriteTask write) {
    enqueue(new Queued(write));
    return await(write.done());
  }

  /** Runs work on the writer thread, after all that is queued now, and returns its result. */
  <T extends @Nullable Object> T call(Supplier<T> work) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    enqueue(new Control(work, done, false));
    @SuppressWarnings("unchecked") // the future is completed with the result of this very work
    T result = (T) await(done);
    return result;
  }

  /** Refuses further work, does what is queued, and ends the thread. */
  void close(Runnable last) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    synchronized (queue) {
      closing = true;
      queue.add(
          new Control(
              () -> {
                last.run();
                return true;
              },
              done,
              true));
    }
    await(done);
  }

  private void enqueue(Task task) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("the writer thread cannot wait for itself");
    }
    synchronized (queue) {
      if (closing) {
        throw new StoreClosedException(store);
      }
      queue.add(task);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof VecStoreException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void run() {
    long nextTick = System.nanoTime() + tickNanos;
    List<WriteTask> group = new ArrayList<>();
    while (true) {
      Task task = poll(nextTick - System.nanoTime());
      long bytes = 0;
      while (task instanceof Queued(WriteTask write)) {
        group.add(write);
        bytes += write.payload().remaining();
        task = bytes < GROUP_BYTES ? queue.poll() : null;
      }
      if (!group.isEmpty()) {
        groups.write(group);
        group.clear();
      }
      if (task instanceof Control control) {
        runControl(control);
        if (control.last) {
          return; // nothing is queued after it
        }
      }
      if (System.nanoTime() - nextTick >= 0) {
        groups.tick();
        nextTick = System.nanoTime() + tickNanos;
      }
    }
  }

  private @Nullable Task poll(long nanos) {
    try {
      return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return null; // nobody has this thread to interrupt it; going on is the only safe answer
    }
  }

  private static void runControl(Control control) {
    try {
      control.done.complete(control.work.get());
    } catch (Throwable e) {
      control.done.completeExceptionally(e);
    }
  }
}
