package io.vecstore.internal.database;

import io.vecstore.core.error.StorageException;
import io.vecstore.internal.thread.BackgroundThread;
import java.util.concurrent.TimeUnit;

/**
 * Removes in the background what was dropped, once nothing has been dropped for a moment: deleting
 * files and forcing the record of the next drop would wait for each other on the disk, a drop a
 * hundred times as long as it takes. Safe from any thread.
 */
final class Removal implements AutoCloseable {

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** So long a removal waits at most, however many drops come. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BackgroundThread thread;
  private long lastDrop = System.nanoTime(); // guarded by this
  private boolean hurried; // guarded by this; set once

  Removal(String database) {
    thread = new BackgroundThread("vecstore-database", database);
  }

  /** Runs a removal soon; one that is left out is made up for when the database is opened. */
  void later(Runnable removal) {
    long now = System.nanoTime();
    synchronized (this) {
      lastDrop = now;
    }
    thread.execute(
        () -> {
          awaitQuiet(now + MOST_NANOS);
          try {
            removal.run();
          } catch (StorageException left) {
            // It is removed when the database is opened the next time.
          }
        });
  }

  /** Runs other work in the background, without waiting. */
  void now(Runnable work) {
    thread.execute(work);
  }

  private synchronized void awaitQuiet(long latest) {
    boolean interrupted = false;
    while (!hurried && !interrupted) {
      long now = System.nanoTime();
      long left = Math.min(lastDrop + QUIET_NANOS - now, latest - now);
      if (left <= 0) {
        return;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true; // nobody has this thread to interrupt it
      }
    }
  }

  /** Ends all waiting, now and later. */
  synchronized void hurry() {
    hurried = true;
    notifyAll();
  }

  /** Removes what is left, and ends the thread. */
  @Override
  public void close() {
    hurry();
    thread.close();
  }
}
