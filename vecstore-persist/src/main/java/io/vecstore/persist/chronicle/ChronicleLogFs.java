package io.vecstore.persist.chronicle;

import io.vecstore.persist.fs.HeldLock;
import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A directory of the operating system whose write-ahead logs are written through a mapping of
 * Chronicle-Bytes. An append is a copy to memory: it survives the end of the process at once, and a
 * power loss after a force, as ever. The bytes on disk are the same.
 */
public final class ChronicleLogFs implements StoreFs {

  private final NioFs files;
  private final Predicate<String> mapped;

  /**
   * Wraps a directory.
   *
   * @throws io.vecstore.core.error.StoreStateException if the JVM lacks what the mapping needs; see
   *     {@link ChronicleSupport}
   */
  public ChronicleLogFs(NioFs files) {
    this(files, name -> name.startsWith("wal-"));
  }

  ChronicleLogFs(NioFs files, Predicate<String> mapped) {
    ChronicleSupport.check();
    this.files = files;
    this.mapped = mapped;
  }

  @Override
  public String origin() {
    return files.origin();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    StoreFile file = files.createNew(name, expectedBytes);
    return mapped.test(name)
        ? new ChronicleLogFile(file, files.root().resolve(name).toFile())
        : file;
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return files.openRead(name);
  }

  @Override
  public MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    return files.map(name, bytes, arena);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return files.list(directory);
  }

  @Override
  public long size(String name) throws IOException {
    return files.size(name);
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    files.createDirectory(directory);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.rename(from, to);
  }

  @Override
  public void link(String existing, String name) throws IOException {
    files.link(existing, name);
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(name);
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    files.syncDirectory(directory);
  }

  @Override
  public long freeBytes() throws IOException {
    return files.freeBytes();
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    return files.lock(name, holder);
  }
}
