package io.vecstore.internal.disk;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.persist.segment.SegmentFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares all of the segment files with their checksums, slowly, in the background: after a
 * session that was not closed, when nobody knows what the disk has kept. Reads the files, not their
 * mappings, for a checksum over a page that cannot be read would end the JVM.
 */
public final class Scrub implements AutoCloseable {

  private static final long BYTES_PER_SECOND = 50L << 20;

  private final List<SegmentFile> files;
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  private Scrub(String store, List<SegmentFile> files) {
    this.files = files;
    this.thread = Thread.ofPlatform().daemon().name("vecstore-scrub " + store).unstarted(this::run);
  }

  /**
   * Starts to read some files.
   *
   * @param files none for a scrub that has nothing to do; a reference to each is held meanwhile
   */
  public static Scrub start(String store, List<SegmentFile> files) {
    List<SegmentFile> held = files.stream().filter(SegmentFile::tryRetain).toList();
    Scrub scrub = new Scrub(store, held);
    if (!held.isEmpty()) {
      scrub.thread.start();
    }
    return scrub;
  }

  /** Returns the damage found up to now, a sentence each. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  private void run() {
    try {
      files.forEach(this::read);
    } catch (CancellationException stopped) {
      // The next session that finds the store unclean starts again.
    } finally {
      files.forEach(SegmentFile::release);
    }
  }

  private void read(SegmentFile file) {
    List<CorruptStoreException> damages = new ArrayList<>();
    try {
      damages.addAll(file.verify(this::pace));
    } catch (IOException failure) {
      findings.add(file.origin() + ": cannot be read again: " + failure.getMessage());
    }
    damages.forEach(
        damage ->
            findings.add(damage.getMessage() + ": check the store, and repair it or restore it"));
  }

  private void pace(long bytes) {
    if (closing) {
      throw new CancellationException();
    }
    LockSupport.parkNanos(bytes * 1_000_000_000L / BYTES_PER_SECOND);
  }

  /** Waits until all is read; for a caller that wants to know now. */
  public void await() {
    join();
  }

  /** Stops reading, and waits for that. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
