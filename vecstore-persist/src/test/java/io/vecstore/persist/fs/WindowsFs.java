package io.vecstore.persist.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file system that refuses to delete, rename or replace a file that is open or mapped, as that of
 * Windows does.
 */
public final class WindowsFs implements StoreFs {

  private final StoreFs inner;
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, List<MemorySegment>> mapped = new HashMap<>();

  /** Wraps a file system that is more patient. */
  public WindowsFs(StoreFs inner) {
    this.inner = inner;
  }

  private synchronized void requireUnused(String name) throws IOException {
    boolean isMapped =
        mapped.getOrDefault(name, List.of()).stream().anyMatch(bytes -> bytes.scope().isAlive());
    if (isMapped || open.getOrDefault(name, 0) > 0) {
      throw new AccessDeniedException(name + " is in use");
    }
  }

  private synchronized void count(String name, int change) {
    open.merge(name, change, Integer::sum);
  }

  @Override
  public String origin() {
    return inner.origin();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    return new Handle(name, inner.createNew(name, expectedBytes));
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return new Handle(name, inner.openRead(name));
  }

  @Override
  public synchronized MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    MemorySegment mapping = inner.map(name, bytes, arena);
    mapped.computeIfAbsent(name, key -> new ArrayList<>()).add(mapping);
    return mapping;
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return inner.list(directory);
  }

  @Override
  public long size(String name) throws IOException {
    return inner.size(name);
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    inner.createDirectory(directory);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    requireUnused(from);
    requireUnused(to);
    inner.rename(from, to);
  }

  @Override
  public void link(String existing, String name) throws IOException {
    inner.link(existing, name);
  }

  @Override
  public void delete(String name) throws IOException {
    requireUnused(name);
    inner.delete(name);
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    inner.syncDirectory(directory);
  }

  @Override
  public long freeBytes() throws IOException {
    return inner.freeBytes();
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    return inner.lock(name, holder);
  }

  private final class Handle implements StoreFile {

    private final String name;
    private final StoreFile file;
    private boolean closed;

    Handle(String name, StoreFile file) {
      this.name = name;
      this.file = file;
      count(name, 1);
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      file.write(bytes, offset);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      return file.read(into, offset);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        count(name, -1);
      }
      file.close();
    }
  }
}
