package io.vecstore.persist.snapshot;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.persist.fs.FileCopy;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The snapshots of a store, in {@code snapshots/NAME}: a link to each file of a committed state,
 * and at last its manifest. What has no manifest is no snapshot, but the rest of one that was being
 * made or deleted when the process ended.
 *
 * <p>Safe from any thread; two threads that make snapshots of one name must take turns.
 */
public final class SnapshotFiles {

  private static final String ROOT = "snapshots";
  private static final String CREATED_AT = "snapshot.createdAt";

  private final StoreFs fs;
  private final FileReaper reaper;

  /** Names the snapshots of the store whose root is {@code fs}. */
  public SnapshotFiles(StoreFs fs, FileReaper reaper) {
    this.fs = fs;
    this.reaper = reaper;
  }

  /**
   * Makes a snapshot. When this returns it is durable.
   *
   * @param name see {@link SnapshotName#check}; unique whatever the case of its letters
   * @param manifest a committed state without logs, whose files the caller has pinned
   * @param identity further files of the root, without which a copy of the directory is no store
   * @throws AlreadyExistsException if there is one of that name
   * @throws io.vecstore.core.error.StorageException if it fails; nothing is left
   */
  public SnapshotRef create(String name, Manifest manifest, List<String> identity) {
    SnapshotName.check(name);
    if (!manifest.wals().isEmpty()) {
      throw new IllegalStateException("flush the log before a snapshot: " + manifest.wals());
    }
    boolean created = false;
    boolean started = false;
    try {
      refuseTaken(name);
      started = true;
      remove(name);
      link(path(name), manifest, identity);
      publish(new NestedFs(fs, path(name)), manifest);
      created = true;
      return describe(name);
    } catch (IOException failure) {
      throw StorageErrors.of("making snapshot " + name, fs.origin(), failure);
    } finally {
      if (started && !created) {
        removeQuietly(name);
      }
    }
  }

  private void link(String directory, Manifest manifest, List<String> identity) throws IOException {
    fs.createDirectory(ROOT);
    fs.syncDirectory("");
    fs.createDirectory(directory);
    fs.syncDirectory(ROOT);
    List<String> files = new ArrayList<>(identity);
    files.addAll(manifest.fileNames());
    for (String file : files) {
      FileCopy.linkOrCopy(fs, file, directory + "/" + file);
    }
    fs.syncDirectory(directory);
  }

  private static void publish(StoreFs directory, Manifest manifest) throws IOException {
    Map<String, Blob> extras = new TreeMap<>(manifest.extras());
    extras.put(CREATED_AT, Blob.utf8(Long.toString(System.currentTimeMillis())));
    ManifestFiles.prepare(directory, manifest.withExtras(extras));
    ManifestFiles.publish(directory, manifest.generation());
  }

  private void refuseTaken(String name) throws IOException {
    for (String entry : fs.list(ROOT)) {
      if (entry.equalsIgnoreCase(name) && (!entry.equals(name) || isComplete(entry))) {
        throw new AlreadyExistsException("snapshot", entry);
      }
    }
  }

  private boolean isComplete(String name) throws IOException {
    return ManifestFiles.newest(fs.list(path(name))) > 0;
  }

  /**
   * Returns the snapshots, by name. Of one whose manifest is damaged only the name is known; the
   * rest is 0.
   */
  public List<SnapshotRef> list() {
    try {
      List<SnapshotRef> found = new ArrayList<>();
      for (String name : complete()) {
        found.add(describeOrDamaged(name));
      }
      return found;
    } catch (IOException failure) {
      throw StorageErrors.of("listing snapshots", fs.origin(), failure);
    }
  }

  private List<String> complete() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : fs.list(ROOT)) {
      if (!name.startsWith(".") && isComplete(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private SnapshotRef describeOrDamaged(String name) throws IOException {
    try {
      return describe(name);
    } catch (CorruptStoreException damaged) {
      return SnapshotRef.damaged(name);
    }
  }

  private SnapshotRef describe(String name) throws IOException {
    Manifest manifest = ManifestFiles.latest(new NestedFs(fs, path(name))).orElseThrow();
    long rows = manifest.segments().stream().mapToLong(SegmentRef::rows).sum();
    long bytes =
        manifest.segments().stream()
            .mapToLong(s -> s.bytes() + s.tombstones().map(TombstoneRef::bytes).orElse(0L))
            .sum();
    String createdAt = manifest.extras().getOrDefault(CREATED_AT, Blob.utf8("0")).utf8();
    return new SnapshotRef(name, Long.parseLong(createdAt), manifest.generation(), rows, bytes);
  }

  /**
   * Returns the directory of a snapshot, to be opened by one who only reads.
   *
   * @throws NotFoundException if there is none of that name
   */
  public StoreFs directory(String name) {
    SnapshotName.check(name);
    try {
      List<String> names = complete();
      if (!names.contains(name)) {
        throw new NotFoundException("snapshot", name, "there are " + names);
      }
      return new NestedFs(fs, path(name));
    } catch (IOException failure) {
      throw StorageErrors.of("looking for snapshot " + name, fs.origin(), failure);
    }
  }

  /**
   * Returns the state that a snapshot holds.
   *
   * @throws NotFoundException if there is none of that name
   * @throws CorruptStoreException if its manifest is damaged
   */
  public Manifest manifest(String name) {
    try {
      Manifest manifest = ManifestFiles.latest(directory(name)).orElseThrow();
      Map<String, Blob> extras = new TreeMap<>(manifest.extras());
      extras.remove(CREATED_AT);
      return manifest.withExtras(extras);
    } catch (IOException failure) {
      throw StorageErrors.of("reading snapshot " + name, fs.origin(), failure);
    }
  }

  /**
   * Gives the files of a snapshot new names in the store, durably. Until a manifest names them they
   * are not part of it.
   *
   * @param numbers gives a new number for each segment
   * @return the segments under their new names
   * @throws io.vecstore.core.error.StorageException if it fails; nothing is left
   */
  public List<SegmentRef> relink(String name, List<SegmentRef> segments, LongSupplier numbers) {
    List<String> linked = new ArrayList<>();
    List<SegmentRef> renamed = new ArrayList<>();
    try {
      for (SegmentRef from : segments) {
        SegmentRef to = from.renumbered(numbers.getAsLong());
        link(name, from.fileName(), to.fileName(), linked);
        if (from.tombstones().isPresent()) {
          String tombstones = from.tombstones().get().fileName();
          link(name, tombstones, to.tombstones().orElseThrow().fileName(), linked);
        }
        renamed.add(to);
      }
      fs.syncDirectory("");
      return renamed;
    } catch (IOException failure) {
      reaper.retire(linked);
      throw StorageErrors.of("restoring snapshot " + name, fs.origin(), failure);
    }
  }

  private void link(String name, String from, String to, List<String> linked) throws IOException {
    linked.add(to);
    FileCopy.linkOrCopy(fs, path(name) + "/" + from, to);
  }

  /**
   * Deletes a snapshot. The manifest goes first, so that no half of it is ever taken for a whole.
   *
   * @throws NotFoundException if there is none of that name
   * @throws io.vecstore.core.error.StorageException if it fails; what is left is removed by a
   *     further attempt, or at the next opening of the store
   */
  public void delete(String name) {
    directory(name);
    try {
      boolean gone = remove(name);
      fs.syncDirectory(ROOT);
      if (!gone) {
        throw new IOException("a file of it cannot be deleted");
      }
    } catch (IOException failure) {
      throw StorageErrors.of("deleting snapshot " + name, fs.origin(), failure);
    }
  }

  /**
   * Settles what an interrupted session has left of snapshots: what is whole becomes durable, as it
   * is shown from now on and may not be so yet; the rest is removed.
   *
   * @return the directories that were removed
   */
  public List<String> settle() throws IOException {
    List<String> removed = new ArrayList<>();
    List<String> names = fs.list(ROOT);
    for (String name : names) {
      if (isComplete(name)) {
        fs.syncDirectory(path(name));
      } else if (!name.startsWith(".") && remove(name)) {
        removed.add(path(name));
      }
    }
    if (!names.isEmpty()) {
      fs.syncDirectory(ROOT);
    }
    return removed;
  }

  /**
   * Removes a snapshot, or what is left of one. The manifest has to be gone from the disk before
   * anything that it names goes: even a manifest that is not there any more may come back in a
   * power loss.
   *
   * @return whether nothing is left
   */
  private boolean remove(String name) throws IOException {
    List<String> files = fs.list(path(name));
    for (String file : files) {
      if (ManifestFiles.generation(file).isPresent()) {
        reaper.deleteNow(path(name) + "/" + file);
      }
    }
    if (!files.isEmpty()) {
      fs.syncDirectory(path(name));
    }
    return !isComplete(name) && reaper.deleteTree(path(name));
  }

  private void removeQuietly(String name) {
    try {
      remove(name);
    } catch (IOException leftForTheNextOpening) {
      // It has no manifest, or the caller cannot know whether it has: both are settled then.
    }
  }

  private static String path(String name) {
    return ROOT + "/" + name;
  }
}
