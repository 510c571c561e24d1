package io.vecstore.persist.segment;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.Sections;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * An open segment file: its sections, read-only, for any number of threads.
 *
 * <p>The mapping ends when the last reference is released, and not where that happens: closing a
 * shared arena stops every thread of the JVM for a moment, so the reaper does it. A small file is
 * copied instead of mapped.
 *
 * <p>Damage that is found here in a derived section makes the section absent, and {@link #damaged}
 * names it; damage in a primary section is an error.
 */
public final class SegmentFile implements Sections {

  private static final long SMALL = 8 << 20;

  private final StoreFs fs;
  private final FileReaper reaper;
  private final SegmentRef ref;
  private final String origin;
  private final SegmentTable table;
  private final Arena arena;
  private final Map<String, SectionEntry> entries = new LinkedHashMap<>();
  private final List<String> damaged = new ArrayList<>();
  private final MemorySegment bytes;
  private boolean verified = true; // settled before anybody else sees it
  private final AtomicInteger references = new AtomicInteger(1);

  private SegmentFile(Opening opening, SegmentTable table, Arena arena, MemorySegment bytes) {
    this.fs = opening.fs;
    this.reaper = opening.reaper;
    this.ref = opening.ref;
    this.origin = opening.origin;
    this.table = table;
    this.arena = arena;
    this.bytes = bytes;
  }

  private record Opening(StoreFs fs, FileReaper reaper, SegmentRef ref, String origin) {}

  /**
   * Opens a segment and verifies what {@code mode} asks for. The result holds one reference, the
   * caller's, and pins the file.
   *
   * @throws CorruptStoreException if the file is missing, is not the one that {@code ref} names, or
   *     a primary section is damaged
   */
  public static SegmentFile open(StoreFs fs, FileReaper reaper, SegmentRef ref, Verification mode)
      throws IOException {
    String origin = fs.origin() + "/" + ref.fileName();
    Opening opening = new Opening(fs, reaper, ref, origin);
    try (StoreFile file = fs.openRead(ref.fileName())) {
      SegmentTable table = SegmentTable.read(file, ref, origin);
      Arena arena = arena();
      boolean opened = false;
      try {
        SegmentFile segment = new SegmentFile(opening, table, arena, load(file, opening, arena));
        segment.admit(file, mode);
        reaper.pin(List.of(ref.fileName()));
        opened = true;
        return segment;
      } finally {
        if (!opened) {
          arena.close();
        }
      }
    } catch (NoSuchFileException missing) {
      throw new CorruptStoreException(origin, -1, "the manifest names it, but it is missing");
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the last release closes it
  private static Arena arena() {
    return Arena.ofShared();
  }

  private static MemorySegment load(StoreFile file, Opening opening, Arena arena)
      throws IOException {
    long size = opening.ref.bytes();
    if (size >= SMALL) {
      return opening.fs.map(opening.ref.fileName(), size, arena);
    }
    MemorySegment copy = arena.allocate(size, 64);
    file.readFully(copy.asByteBuffer(), 0);
    return copy.asReadOnly();
  }

  private void admit(StoreFile file, Verification mode) throws IOException {
    boolean copied = ref.bytes() < SMALL;
    ByteBuffer buffer = copied ? bytes.asByteBuffer() : ByteBuffer.allocate(table.scratchBytes());
    for (SectionEntry entry : table.entries()) {
      long damage = -1;
      boolean asked = verifiedAtOpen(entry, mode);
      verified &= asked;
      if (asked) {
        damage =
            copied ? table.verify(buffer, entry) : table.verify(file, entry, buffer, bytes -> {});
      }
      if (damage < 0) {
        entries.put(entry.name(), entry);
      } else if (entry.derived()) {
        damaged.add(entry.name());
      } else {
        throw new CorruptStoreException(
            table.origin(entry), damage, "the checksum of a block of 1 MiB is wrong");
      }
    }
  }

  private boolean verifiedAtOpen(SectionEntry entry, Verification mode) {
    return switch (mode) {
      case FAST -> false;
      case DEFAULT -> ref.bytes() < SMALL || entry.length() < SegmentLayout.BLOCK_BYTES;
      case FULL -> true;
    };
  }

  /**
   * Returns the derived sections that were found damaged when the file was opened, and are absent
   * therefore.
   */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  /** Returns whether every byte was compared with its checksum when the file was opened. */
  public boolean verified() {
    return verified;
  }

  /** Returns whether a section, damaged or not, is one that can be built again from the others. */
  public boolean isDerived(String name) {
    return table.entries().stream().anyMatch(e -> e.derived() && e.name().equals(name));
  }

  /**
   * Returns what the manifest says of the file. Its tombstones are those at the time of opening.
   */
  public SegmentRef ref() {
    return ref;
  }

  @Override
  public Optional<MemorySegment> find(String name) {
    SectionEntry entry = entries.get(name);
    return entry == null
        ? Optional.empty()
        : Optional.of(bytes.asSlice(entry.position(), entry.length()));
  }

  @Override
  public int version(String name) {
    SectionEntry entry = entries.get(name);
    if (entry == null) {
      throw missing(name);
    }
    return entry.version();
  }

  @Override
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public String origin() {
    return origin;
  }

  /**
   * Compares every byte on disk with its checksum, whatever was verified before. Reads the whole
   * file.
   *
   * @return one error per damaged section, with the place of its first damaged block
   */
  public List<CorruptStoreException> verify() throws IOException {
    return verify(bytes -> {});
  }

  /**
   * Compares every byte on disk with its checksum, in the caller's own time.
   *
   * @param pace is told after each block how many bytes were read; what it throws ends the reading
   * @return one error per damaged section, with the place of its first damaged block
   */
  public List<CorruptStoreException> verify(LongConsumer pace) throws IOException {
    List<CorruptStoreException> found = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(table.scratchBytes());
    try (StoreFile file = fs.openRead(ref.fileName())) {
      for (SectionEntry entry : table.entries()) {
        long damage = table.verify(file, entry, buffer, pace);
        if (damage >= 0) {
          String detail = (entry.derived() ? "derived" : "primary") + " section, wrong checksum";
          found.add(new CorruptStoreException(table.origin(entry), damage, detail));
        }
      }
    }
    return found;
  }

  /**
   * Adds a reference.
   *
   * @throws StoreClosedException if the last one was released already
   */
  public void retain() {
    if (!tryRetain()) {
      throw new StoreClosedException(origin);
    }
  }

  /** Adds a reference, unless the last one was released already. */
  public boolean tryRetain() {
    int count = references.get();
    while (count > 0 && !references.compareAndSet(count, count + 1)) {
      count = references.get();
    }
    return count > 0;
  }

  /** Gives a reference back. After the last one the bytes must not be touched. */
  public void release() {
    int left = references.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("released more often than retained: " + origin);
    }
    if (left == 0) {
      reaper.runLater(this::closeArena);
    }
  }

  /**
   * A reader that overstayed may be inside the memory for a moment: then the arena refuses, and is
   * asked again.
   */
  private void closeArena() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      try {
        arena.close();
        break;
      } catch (IllegalStateException busy) {
        Thread.onSpinWait();
      }
    }
    reaper.unpinNow(List.of(ref.fileName()));
  }
}
