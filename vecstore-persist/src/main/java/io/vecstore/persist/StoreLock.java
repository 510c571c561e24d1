package io.vecstore.persist;

import io.vecstore.core.error.StoreLockedException;
import io.vecstore.persist.fs.HeldLock;
import io.vecstore.persist.fs.HostName;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The right to write to a directory: held by one process, and by one store within it. {@code LOCK}
 * is locked and never read; {@code LOCK.info} says who holds it, for the error that others get.
 */
final class StoreLock implements AutoCloseable {

  static final String LOCK = "LOCK";
  static final String HOLDER = "LOCK.info";

  private static final int LONGEST_HOLDER = 1024;

  private final HeldLock held;

  private StoreLock(HeldLock held) {
    this.held = held;
  }

  /**
   * Takes the lock.
   *
   * @throws StoreLockedException if somebody has it
   */
  static StoreLock take(StoreFs fs) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String me = "process " + ProcessHandle.current().pid() + " on " + HostName.get();
    String holder = me + " since " + now;
    HeldLock held =
        fs.lock(LOCK, holder).orElseThrow(() -> new StoreLockedException(fs.origin(), holder(fs)));
    announce(fs, holder);
    return new StoreLock(held);
  }

  private static void announce(StoreFs fs, String holder) {
    try {
      if (fs.list("").contains(HOLDER)) {
        fs.delete(HOLDER);
      }
      byte[] text = holder.getBytes(StandardCharsets.UTF_8);
      try (StoreFile file = fs.createNew(HOLDER, text.length)) {
        file.write(ByteBuffer.wrap(text), 0);
      }
    } catch (IOException unimportant) {
      // Only the text of another process's error suffers.
    }
  }

  private static String holder(StoreFs fs) {
    try (StoreFile file = fs.openRead(HOLDER)) {
      ByteBuffer text = ByteBuffer.allocate((int) Math.min(file.size(), LONGEST_HOLDER));
      file.readFully(text, 0);
      return new String(text.array(), StandardCharsets.UTF_8);
    } catch (IOException unknown) {
      return "another process";
    }
  }

  /** Returns whether the lock is still held. */
  boolean valid() {
    return held.valid();
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
