package io.vecstore.persist.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A directory in memory, outside the heap: of a store that is not meant to outlive its process. */
public final class MemFs implements StoreFs {

  private final TreeMap<String, MemBytes> files = new TreeMap<>();
  private final TreeSet<String> directories = new TreeSet<>(List.of(""));
  private final TreeSet<String> locks = new TreeSet<>();

  @Override
  public String origin() {
    return "memory";
  }

  @Override
  public synchronized StoreFile createNew(String name, long expectedBytes) throws IOException {
    requireFree(name);
    MemBytes bytes = new MemBytes(expectedBytes);
    files.put(name, bytes);
    return new MemFile(bytes);
  }

  @Override
  public synchronized StoreFile openRead(String name) throws IOException {
    return new MemFile(existing(name));
  }

  /**
   * Returns the file's own memory, which lives as long as anyone refers to it; the arena is not
   * needed.
   */
  @Override
  public synchronized MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    MemBytes file = existing(name);
    if (file.size() != bytes) {
      throw new IOException(name + " has " + file.size() + " bytes, expected " + bytes);
    }
    return file.view();
  }

  @Override
  public synchronized List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String path : files.keySet()) {
      addChild(path, prefix, names);
    }
    for (String path : directories) {
      addChild(path, prefix, names);
    }
    return List.copyOf(names);
  }

  private static void addChild(String path, String prefix, Set<String> into) {
    if (path.startsWith(prefix) && path.length() > prefix.length()) {
      String rest = path.substring(prefix.length());
      if (rest.indexOf('/') < 0) {
        into.add(rest);
      }
    }
  }

  @Override
  public synchronized long size(String name) throws IOException {
    return existing(name).size();
  }

  @Override
  public synchronized void createDirectory(String directory) throws IOException {
    if (!directories.contains(directory)) {
      requireFree(directory);
      directories.add(directory);
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    MemBytes file = existing(from);
    files.remove(from);
    files.put(to, file);
  }

  @Override
  public synchronized void link(String existing, String name) throws IOException {
    MemBytes file = existing(existing);
    requireFree(name);
    files.put(name, file);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (directories.contains(name)) {
      if (!list(name).isEmpty()) {
        throw new DirectoryNotEmptyException(name);
      }
      directories.remove(name);
    } else {
      existing(name);
      files.remove(name);
    }
  }

  /** Does nothing: memory does not survive a power loss. */
  @Override
  public void syncDirectory(String directory) {}

  @Override
  public long freeBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public synchronized Optional<HeldLock> lock(String name, String holder) {
    return locks.add(name) ? Optional.of(new MemLock(name)) : Optional.empty();
  }

  private MemBytes existing(String name) throws NoSuchFileException {
    MemBytes file = files.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  private void requireFree(String name) throws IOException {
    if (files.containsKey(name) || directories.contains(name)) {
      throw new FileAlreadyExistsException(name);
    }
    int slash = name.lastIndexOf('/');
    String parent = slash < 0 ? "" : name.substring(0, slash);
    if (!directories.contains(parent)) {
      throw new FileNotFoundException("no directory " + parent);
    }
  }

  @Override
  public String toString() {
    return origin();
  }

  private final class MemLock implements HeldLock {

    private final String name;
    private boolean held = true;

    MemLock(String name) {
      this.name = name;
    }

    @Override
    public boolean valid() {
      synchronized (MemFs.this) {
        return held;
      }
    }

    @Override
    public void close() {
      synchronized (MemFs.this) {
        if (held) {
          held = false;
          locks.remove(name);
        }
      }
    }
  }
}
