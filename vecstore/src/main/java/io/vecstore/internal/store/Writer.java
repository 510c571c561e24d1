package io.vecstore.internal.store;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.spi.LongWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One at a time changes a store: log, tombstones, manifest, current view. Whoever does has the
 * {@link #place}. Mostly that is a thread of the store's own: callers queue what they want and
 * wait, and writes that queue while a group is being forced make up the next group, so that one
 * force serves them all. But a caller who finds the place empty, nobody queueing, and a log that
 * needs no new file, takes the place and writes on its own thread: to hand a write over and to be
 * woken again would take longer than the write.
 *
 * <p>Whatever an interrupt could break is left to the store's own thread. So are the writes of
 * virtual threads, which would keep their carrier while the disk is forced.
 */
final class Writer {

  private static final long GROUP_BYTES = 4L << 20;

  /** What is done with a group of writes, and when the queue is idle. */
  interface Groups {
    /** Logs, applies and publishes the writes, and completes each of them. */
    void write(List<WriteTask> group);

    /** Returns whether a write may be done on its caller's thread. */
    boolean isReadyFor(WriteTask write);

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
  private final AtomicInteger waiting = new AtomicInteger(); // tasks that are queued or being done
  private final ReentrantLock place = new ReentrantLock();
  private final Thread thread;
  private volatile boolean closing; // set once, under the queue

  /** Starts the thread. */
  Writer(String store, Groups groups, long tickNanos) {
    this.store = store;
    this.groups = groups;
    this.tickNanos = tickNanos;
    this.thread = Thread.ofPlatform().daemon().name("vecstore-writer " + store).start(this::run);
  }

  /** Does a write, or queues it and waits until it is done. Returns what the write counted. */
  int write(WriteTask write) {
    if (!writtenHere(write)) {
      enqueue(new Queued(write));
    }
    return await(write.done());
  }

  /**
   * Nobody who queues is overtaken, so that the store's thread gets its turn. Who wants the disk
   * forced queues behind whoever has the place, to share the next force; others wait for the place,
   * which is theirs within microseconds.
   */
  private boolean writtenHere(WriteTask write) {
    if (waiting.get() > 0 || Thread.currentThread().isVirtual()) {
      return false;
    }
    if (write.durability() != Durability.SYNC) {
      place.lock();
    } else if (!place.tryLock()) {
      return false;
    }
    try {
      if (closing || !groups.isReadyFor(write)) {
        return false;
      }
      groups.write(List.of(write));
      return true;
    } finally {
      place.unlock();
    }
  }

  /** Runs work on the writer thread, after all that is queued now, and returns its result. */
  <T extends @Nullable Object> T call(Supplier<T> work) {
    return await(later(work));
  }

  /** Lets work be done on the writer thread, after all that is queued now; does not wait for it. */
  @SuppressWarnings("unchecked") // the future is completed with the result of this very work
  <T extends @Nullable Object> CompletableFuture<T> later(Supplier<T> work) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    enqueue(new Control(LongWork.carried(work), done, false));
    return (CompletableFuture<T>) done;
  }

  /** Refuses further work, does what is queued, and ends the thread. */
  void close(Runnable last) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    synchronized (queue) {
      closing = true;
      add(
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
      add(task);
    }
  }

  private void add(Task task) {
    waiting.incrementAndGet();
    queue.add(task);
  }

  /** Waits for a future and returns what it gives, or throws what it failed with. */
  static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
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
    while (true) {
      Task task = poll(nextTick - System.nanoTime());
      place.lock();
      try {
        if (task != null && doneWith(task)) {
          return; // nothing is queued after it
        }
        if (System.nanoTime() - nextTick >= 0) {
          groups.tick();
          nextTick = System.nanoTime() + tickNanos;
        }
      } finally {
        place.unlock();
      }
    }
  }

  /** Does a task, and with it the writes behind it. Returns whether it was the last of all. */
  private boolean doneWith(Task first) {
    Task task = first;
    List<WriteTask> group = new ArrayList<>();
    long bytes = 0;
    while (task instanceof Queued(WriteTask write)) {
      group.add(write);
      bytes += write.payload().remaining();
      task = bytes < GROUP_BYTES ? queue.poll() : null;
    }
    if (!group.isEmpty()) {
      waiting.addAndGet(-group.size());
      groups.write(group);
    }
    if (task instanceof Control control) {
      waiting.decrementAndGet();
      runControl(control);
      return control.last;
    }
    return false;
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
