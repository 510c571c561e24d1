package io.vecstore.persist;

import io.vecstore.persist.fs.HeldLock;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A file system that leaves out one step of the protocol, as a developer might. The campaign must
 * notice.
 */
final class MutantFs implements StoreFs {

  /** The steps that may be left out. */
  enum Mutant {
    LOG_NOT_FORCED,
    SEGMENT_NOT_FORCED,
    TOMBSTONES_NOT_FORCED,
    MANIFEST_NOT_FORCED,
    IDENTITY_NOT_FORCED,
    ROOT_NOT_SYNCED,
    NO_SYNC_AFTER_COMMIT,
    NO_SYNC_AFTER_SEGMENT,
    NO_SYNC_AFTER_TOMBSTONES,
    NO_SYNC_AFTER_LOG,
    NO_SYNC_AT_OPEN,
    SNAPSHOT_NOT_SYNCED,
    NO_SYNC_AFTER_SNAPSHOT_COMMIT,
    NO_SYNC_AFTER_SNAPSHOT_DELETE,
    SNAPSHOTS_NOT_SYNCED,
    LOG_FAILURE_IGNORED,
    MANIFEST_WRITTEN_IN_PLACE,
    SEGMENT_WRITTEN_IN_PLACE,
    LOG_NOT_PREALLOCATED
  }

  private final StoreFs inner;
  private final Mutant mutant;
  private String last = "lock";

  MutantFs(StoreFs inner, Mutant mutant) {
    this.inner = inner;
    this.mutant = mutant;
  }

  @Override
  public String origin() {
    return inner.origin();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    last = "create " + name;
    return new MutantFile(name, inner.createNew(name, expectedBytes));
  }

  @Override
  public StoreFile openRead(String name) throws IOException {
    return inner.openRead(name);
  }

  @Override
  public MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    return inner.map(name, bytes, arena);
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
    last = "rename " + to;
    boolean inPlace =
        switch (mutant) {
          case MANIFEST_WRITTEN_IN_PLACE -> to.startsWith("MANIFEST");
          case SEGMENT_WRITTEN_IN_PLACE -> to.startsWith("seg-");
          default -> false;
        };
    if (inPlace) {
      copy(from, to);
    } else {
      inner.rename(from, to);
    }
  }

  private void copy(String from, String to) throws IOException {
    try (StoreFile in = inner.openRead(from);
        StoreFile out = inner.createNew(to, 0)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
      in.readFully(bytes, 0);
      out.write(bytes.flip(), 0);
    }
    inner.delete(from);
  }

  @Override
  public void link(String existing, String name) throws IOException {
    last = "link " + name;
    inner.link(existing, name);
  }

  @Override
  public void delete(String name) throws IOException {
    last = "delete " + name;
    inner.delete(name);
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    boolean skipped =
        switch (mutant) {
          case ROOT_NOT_SYNCED -> directory.isEmpty();
          case NO_SYNC_AFTER_COMMIT -> last.startsWith("rename MANIFEST");
          case NO_SYNC_AFTER_SEGMENT -> last.startsWith("rename seg-");
          case NO_SYNC_AFTER_TOMBSTONES -> last.startsWith("rename del-");
          case NO_SYNC_AFTER_LOG -> last.startsWith("force wal-");
          case NO_SYNC_AT_OPEN -> last.contains("LOCK.info");
          case SNAPSHOT_NOT_SYNCED -> directory.startsWith("snapshots/");
          case NO_SYNC_AFTER_SNAPSHOT_COMMIT ->
              last.startsWith("rename snapshots/") && last.contains("MANIFEST");
          case NO_SYNC_AFTER_SNAPSHOT_DELETE ->
              last.startsWith("delete snapshots/") && last.contains("MANIFEST");
          case SNAPSHOTS_NOT_SYNCED -> directory.equals("snapshots");
          default -> false;
        };
    last = "sync " + directory;
    if (!skipped) {
      inner.syncDirectory(directory);
    }
  }

  @Override
  public long freeBytes() throws IOException {
    return inner.freeBytes();
  }

  @Override
  public Optional<HeldLock> lock(String name, String holder) throws IOException {
    last = "lock";
    return inner.lock(name, holder);
  }

  private final class MutantFile implements StoreFile {

    private final String name;
    private final StoreFile file;

    MutantFile(String name, StoreFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      last = "write " + name;
      if (mutant == Mutant.LOG_NOT_PREALLOCATED && name.startsWith("wal-") && isZero(bytes)) {
        bytes.position(bytes.limit());
      } else {
        file.write(bytes, offset);
      }
    }

    private static boolean isZero(ByteBuffer bytes) {
      for (int at = bytes.position(); at < bytes.limit(); at++) {
        if (bytes.get(at) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      return file.read(into, offset);
    }

    @Override
    public void force() throws IOException {
      last = "force " + name;
      boolean skipped =
          switch (mutant) {
            case LOG_NOT_FORCED -> name.startsWith("wal-");
            case SEGMENT_NOT_FORCED -> name.startsWith("tmp-seg-");
            case TOMBSTONES_NOT_FORCED -> name.startsWith("tmp-del-");
            case MANIFEST_NOT_FORCED -> name.startsWith("tmp-MANIFEST");
            case IDENTITY_NOT_FORCED -> name.startsWith("tmp-STORE");
            default -> false;
          };
      if (skipped) {
        return;
      }
      try {
        file.force();
      } catch (IOException failure) {
        if (mutant != Mutant.LOG_FAILURE_IGNORED || !name.startsWith("wal-")) {
          throw failure;
        }
      }
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
