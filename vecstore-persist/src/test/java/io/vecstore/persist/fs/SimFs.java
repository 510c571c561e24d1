package io.vecstore.persist.fs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated POSIX disk. Files and names are there at once, and safe only after a force of the
 * file and a sync of the directory; {@link #afterPowerLoss} returns one of the disks that a power
 * cut could leave, {@link #afterKill} the one that the end of the process leaves. Both are copies:
 * one state of a disk yields any number of images.
 */
public final class SimFs implements StoreFs {

  private final SimDirectory root;
  private final Set<String> locks = new HashSet<>();
  private long sequence;
  private long capacity = Long.MAX_VALUE;

  /** Creates an empty disk. */
  public SimFs() {
    this(new SimDirectory(), 0);
  }

  private SimFs(SimDirectory root, long sequence) {
    this.root = root;
    this.sequence = sequence;
  }

  /** Returns a disk that a power cut may leave now. */
  public synchronized SimFs afterPowerLoss(PowerLoss.Kind kind, long seed) {
    PowerLoss loss = new PowerLoss(kind, seed, sequence);
    return new SimFs(root.afterPowerLoss(loss, new IdentityHashMap<>()), 0).withCapacity(capacity);
  }

  /**
   * Returns the disk as the next process finds it when this one is killed now: all writes are
   * there, none is safer.
   */
  public synchronized SimFs afterKill() {
    return new SimFs(root.copy(new IdentityHashMap<>()), sequence).withCapacity(capacity);
  }

  /** Limits the bytes in all files. */
  public synchronized SimFs withCapacity(long bytes) {
    capacity = bytes;
    return this;
  }

  /**
   * Drops the unsynced writes of a file, as a system does whose force has failed; reading still
   * shows them.
   */
  synchronized void loseUnsynced(String name) throws IOException {
    node(name).loseUnsynced();
  }

  /** Returns the bytes of a file. */
  public synchronized byte[] bytes(String name) throws IOException {
    return node(name).bytes();
  }

  /** Overwrites bytes of a file on the disk, as decay does. */
  public synchronized void damage(String name, int offset, byte[] bytes) throws IOException {
    node(name).damage(offset, bytes);
  }

  /** Cuts a file off on the disk. */
  public synchronized void truncate(String name, int size) throws IOException {
    node(name).truncate(size);
  }

  @Override
  public String origin() {
    return "sim";
  }

  @Override
  public synchronized StoreFile createNew(String name, long expectedBytes) throws IOException {
    SimDirectory directory = parent(name);
    requireFree(directory, name);
    requireSpace(0);
    SimNode node = new SimNode();
    directory.put(leaf(name), node, sequence++);
    return new SimFile(node);
  }

  @Override
  public synchronized StoreFile openRead(String name) throws IOException {
    return new SimFile(node(name));
  }

  @Override
  public synchronized MemorySegment map(String name, long bytes, Arena arena) throws IOException {
    byte[] content = node(name).bytes();
    if (content.length != bytes) {
      throw new IOException(name + " has " + content.length + " bytes, expected " + bytes);
    }
    MemorySegment copy = arena.allocate(bytes, 64);
    MemorySegment.copy(MemorySegment.ofArray(content), 0, copy, 0, bytes);
    return copy.asReadOnly();
  }

  @Override
  public synchronized List<String> list(String directory) {
    return find(directory) instanceof SimDirectory found
        ? List.copyOf(found.names().keySet())
        : List.of();
  }

  @Override
  public synchronized long size(String name) throws IOException {
    return node(name).size();
  }

  @Override
  public synchronized void createDirectory(String directory) throws IOException {
    if (!(find(directory) instanceof SimDirectory)) {
      SimDirectory parent = parent(directory);
      requireFree(parent, directory);
      parent.put(leaf(directory), new SimDirectory(), sequence++);
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    node(from);
    SimDirectory directory = parent(from);
    if (directory != parent(to)) {
      throw new IOException("the simulated disk renames within a directory only");
    }
    directory.rename(leaf(from), leaf(to), sequence++);
  }

  @Override
  public synchronized void link(String existing, String name) throws IOException {
    SimNode node = node(existing);
    SimDirectory directory = parent(name);
    requireFree(directory, name);
    directory.put(leaf(name), node, sequence++);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    Object node = find(name);
    if (node == null) {
      throw new NoSuchFileException(name);
    }
    if (node instanceof SimDirectory directory && !directory.names().isEmpty()) {
      throw new DirectoryNotEmptyException(name);
    }
    parent(name).remove(leaf(name), sequence++);
  }

  @Override
  public synchronized void syncDirectory(String directory) throws IOException {
    if (!(find(directory) instanceof SimDirectory found)) {
      throw new NoSuchFileException(directory);
    }
    found.sync();
  }

  @Override
  public synchronized long freeBytes() {
    return Math.max(0, capacity - used());
  }

  @Override
  public synchronized Optional<HeldLock> lock(String name, String holder) {
    return locks.add(name) ? Optional.of(new SimLock(name)) : Optional.empty();
  }

  private long used() {
    IdentityHashMap<SimNode, Boolean> seen = new IdentityHashMap<>();
    List<SimDirectory> todo = new ArrayList<>(List.of(root));
    while (!todo.isEmpty()) {
      for (Object node : todo.removeLast().names().values()) {
        if (node instanceof SimDirectory directory) {
          todo.add(directory);
        } else {
          seen.put((SimNode) node, true);
        }
      }
    }
    return seen.keySet().stream().mapToLong(SimNode::size).sum();
  }

  private void requireSpace(long bytes) throws NoSpaceException {
    if (capacity != Long.MAX_VALUE && used() + bytes > capacity) {
      throw new NoSpaceException("no space left on the simulated disk", null);
    }
  }

  private static void requireFree(SimDirectory directory, String name) throws IOException {
    if (directory.names().containsKey(leaf(name))) {
      throw new FileAlreadyExistsException(name);
    }
  }

  private Object find(String path) {
    Object at = root;
    if (path.isEmpty()) {
      return at;
    }
    for (String part : path.split("/")) {
      at = at instanceof SimDirectory directory ? directory.names().get(part) : null;
    }
    return at;
  }

  private SimNode node(String name) throws IOException {
    if (find(name) instanceof SimNode node) {
      return node;
    }
    throw new NoSuchFileException(name);
  }

  private SimDirectory parent(String name) throws IOException {
    int slash = name.lastIndexOf('/');
    if (find(slash < 0 ? "" : name.substring(0, slash)) instanceof SimDirectory directory) {
      return directory;
    }
    throw new FileNotFoundException("no directory of " + name);
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    Map<String, Object> names = root.names();
    return "sim " + names.keySet();
  }

  private final class SimFile implements StoreFile {

    private final SimNode node;
    private boolean closed;

    SimFile(SimNode node) {
      this.node = node;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      synchronized (SimFs.this) {
        requireOpen();
        requireSpace(Math.max(0, offset + bytes.remaining() - node.size()));
        node.write(bytes, Math.toIntExact(offset), sequence++);
      }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      synchronized (SimFs.this) {
        requireOpen();
        return node.read(into, offset);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimFs.this) {
        requireOpen();
        node.force();
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (SimFs.this) {
        requireOpen();
        return node.size();
      }
    }

    @Override
    public void close() {
      synchronized (SimFs.this) {
        closed = true;
      }
    }

    private void requireOpen() throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
    }
  }

  private final class SimLock implements HeldLock {

    private final String name;
    private boolean held = true;

    SimLock(String name) {
      this.name = name;
    }

    @Override
    public boolean valid() {
      synchronized (SimFs.this) {
        return held;
      }
    }

    @Override
    public void close() {
      synchronized (SimFs.this) {
        if (held) {
          held = false;
          locks.remove(name);
        }
      }
    }
  }
}
