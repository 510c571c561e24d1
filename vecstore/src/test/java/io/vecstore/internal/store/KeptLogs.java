package io.vecstore.internal.store;

import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.operation.OperationCodec;
import io.vecstore.persist.fs.HeldLock;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file system that keeps each log file of a store, so that its whole history can be read. */
final class KeptLogs implements StoreFs {

  private static final String KEPT = "kept";

  private final StoreFs inner;

  KeptLogs(StoreFs inner) {
    this.inner = inner;
  }

  /** Returns all records of all logs, in their order; when the store is closed. */
  List<List<Operation>> operations() throws IOException {
    List<List<Operation>> operations = new ArrayList<>();
    for (String name : inner.list("").stream().filter(KeptLogs::isLog).toList()) {
      keep(name);
    }
    StoreFs kept = new NestedFs(inner, KEPT);
    for (String name : kept.list("").stream().sorted().toList()) {
      WalReader.read(
          kept,
          ref(kept, name),
          record -> operations.add(OperationCodec.decode(record.payload(), name)));
    }
    return operations;
  }

  private static WalRef ref(StoreFs fs, String name) throws IOException {
    try (StoreFile file = fs.openRead(name)) {
      ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      file.readFully(header, 0);
      return WalRef.active(
          header.getLong(24), header.getLong(32), header.getLong(48), header.getLong(40));
    }
  }

  private static boolean isLog(String name) {
    return name.startsWith("wal-");
  }

  private void keep(String name) throws IOException {
    inner.createDirectory(KEPT);
    if (!inner.list(KEPT).contains(name)) {
      inner.link(name, KEPT + "/" + name);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    if (isLog(name) && inner.list("").contains(name)) {
      keep(name);
    }
    inner.delete(name);
  }

  @Override
  public List<String> list(String directory) {
    try {
      return inner.list(directory).stream().filter(name -> !name.equals(KEPT)).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String origin() {
    return inner.origin();
  }

  @Override
  public StoreFile createNew(String name, long expectedBytes) throws IOException {
    return inner.createNew(name, expectedBytes);
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
  public long size(String name) throws IOException {
    return inner.size(name);
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    inner.createDirectory(directory);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    inner.rename(from, to);
  }

  @Override
  public void link(String existing, String name) throws IOException {
    inner.link(existing, name);
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
}
