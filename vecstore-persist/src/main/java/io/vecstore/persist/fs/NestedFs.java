package io.vecstore.persist.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A directory within another, as a root of its own; for example a snapshot, which is opened like a
 * store.
 */
public final class NestedFs implements StoreFs {

  private final StoreFs outer;
  private final String directory;

  /** Names a directory of {@code outer}, which need not exist yet. */
  public NestedFs(StoreFs outer, String directory) {
    this.outer = outer;
    this.directory = directory;
  }

  @Override
  public String origin() {
    return outer.origin() + "/" + directory;
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    return outer.createNew(inner(name), expectedBytes);
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return outer.openRead(inner(name));
  }

  @Override
  public MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    return outer.map(inner(name), bytes, arena);
  }

  @Override
  public List<String> list(String name) throws IOException {
    return outer.list(inner(name));
  }

  @Override
  public long size(String name) throws IOException {
    return outer.size(inner(name));
  }

  @Override
  public void createDirectory(String name) throws IOException {
    outer.createDirectory(inner(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    outer.rename(inner(from), inner(to));
  }

  @Override
  public void link(String existing, String name) throws IOException {
    outer.link(inner(existing), inner(name));
  }

  @Override
  public void delete(String name) throws IOException {
    outer.delete(inner(name));
  }

  @Override
  public void syncDirectory(String name) throws IOException {
    outer.syncDirectory(inner(name));
  }

  @Override
  public long freeBytes() throws IOException {
    return outer.freeBytes();
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    return outer.lock(inner(name), holder);
  }

  private String inner(String name) {
    return name.isEmpty() ? directory : directory + "/" + name;
  }

  @Override
  public String toString() {
    return origin();
  }
}
