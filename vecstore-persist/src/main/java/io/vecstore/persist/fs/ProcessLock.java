package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a file against other processes and against this one.
 *
 * <p>Under POSIX a process loses its lock when it closes any channel of the file, so a second
 * attempt in this process must be refused before it opens the file. The table that knows of the
 * first attempt is kept in the system properties: unlike a static field they are one per process,
 * however many class loaders have loaded this class.
 */
final class ProcessLock implements HeldLock {

  private static final String PREFIX = "io.vecstore.locked:";

  private final Path path;
  private final String key;
  private final FileChannel channel;
  private final FileLock lock;
  private final @Nullable Object fileKey;

  private ProcessLock(Path path, String key, FileChannel channel, FileLock lock)
      throws IOException {
    this.path = path;
    this.key = key;
    this.channel = channel;
    this.lock = lock;
    this.fileKey = fileKey(path);
  }

  static Optional<ProcessLock> take(Path path, String holder) throws IOException {
    String key = PREFIX + identity(path.getParent()) + "/" + path.getFileName();
    if (System.getProperties().putIfAbsent(key, holder) != null) {
      return Optional.empty();
    }
    Optional<ProcessLock> taken = Optional.empty();
    try {
      taken = open(path, key);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        System.getProperties().remove(key);
      }
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static Optional<ProcessLock> open(Path path, String key) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
      return locked ? Optional.of(new ProcessLock(path, key, channel, lock)) : Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /**
   * The same directory under another path (a link, a mount, another case) has the same identity.
   */
  private static String identity(@Nullable Path directory) throws IOException {
    Path real = (directory == null ? Path.of("") : directory).toRealPath();
    Object inode = fileKey(real);
    return inode == null ? real.toString() : inode.toString();
  }

  private static @Nullable Object fileKey(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public boolean valid() {
    try {
      Object now = fileKey(path);
      return lock.isValid() && (fileKey == null || fileKey.equals(now));
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        System.getProperties().remove(key);
      }
    }
  }
}
