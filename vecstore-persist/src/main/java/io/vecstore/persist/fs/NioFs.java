package io.vecstore.persist.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory of the operating system. */
public final class NioFs implements StoreFs {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /** What the systems of files that live on another machine are called. */
  private static final Pattern NETWORK =
      Pattern.compile("(nfs|cifs|smb|9p|afs|ceph|glusterfs|lustre|fuse\\.).*");

  private final Path root;

  /** Names a directory; neither looks at it nor creates it. */
  public NioFs(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Returns the directory. */
  public Path root() {
    return root;
  }

  @Override
  public String origin() {
    return root.toString();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    try {
      StandardOpenOption[] options = {
        StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE
      };
      // Under Windows the other kind of file needs threads of its own.
      return WINDOWS
          ? new NioFile(FileChannel.open(path(name), options))
          : SteadyFile.open(path(name), options);
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return new NioFile(FileChannel.open(path(name), StandardOpenOption.READ));
  }

  @Override
  public MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.READ)) {
      if (channel.size() != bytes) {
        throw new IOException(name + " has " + channel.size() + " bytes, expected " + bytes);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena);
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(path(directory))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(path(name));
  }

  /** Creates a directory; the root with all its missing parents. */
  @Override
  public void createDirectory(String directory) throws IOException {
    Path path = path(directory);
    if (Files.isDirectory(path)) {
      return;
    }
    try {
      if (directory.isEmpty()) {
        createWithParents(path);
      } else {
        Files.createDirectory(path);
      }
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  private static void createWithParents(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null || Files.isDirectory(path)) {
      return;
    }
    createWithParents(parent);
    Files.createDirectory(path);
    sync(parent);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    try {
      Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public void link(String existing, String name) throws IOException {
    Files.createLink(path(name), path(existing));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    sync(path(directory));
  }

  /**
   * Opening a directory to force it is undocumented, and the only way in Java; Windows has no need
   * of it.
   */
  private static void sync(Path directory) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long freeBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /**
   * Returns the kind of network disk that the directory, or the nearest parent that exists, is on;
   * empty for a disk of this machine.
   */
  public Optional<String> networkDisk() throws IOException {
    Path there = root;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return networkDisk(Files.getFileStore(there).type());
  }

  static Optional<String> networkDisk(String type) {
    return NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()
        ? Optional.of(type)
        : Optional.empty();
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    return ProcessLock.take(path(name), holder).map(HeldLock.class::cast);
  }

  private Path path(String name) {
    return name.isEmpty() ? root : root.resolve(name);
  }

  @Override
  public String toString() {
    return origin();
  }
}
