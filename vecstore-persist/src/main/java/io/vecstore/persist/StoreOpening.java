package io.vecstore.persist;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.Tombstones;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The first steps of a {@link StoreDirectory}: who it is, whose it is, what it consists of. */
final class StoreOpening {

  private StoreOpening() {}

  static boolean exists(StoreFs fs) {
    try {
      List<String> names = fs.list("");
      return names.contains(StoreIdentity.FILE) && ManifestFiles.newest(names) > 0;
    } catch (NotDirectoryException file) {
      return false;
    } catch (IOException failure) {
      throw StorageErrors.of("looking for a store", fs.origin(), failure);
    }
  }

  static StoreDirectory create(StoreFs fs, Blob schema, DirectoryOptions options) {
    try {
      refuseForeign(fs);
      fs.createDirectory("");
      StoreLock lock = StoreLock.take(fs);
      return keepingLock(lock, () -> createLocked(fs, schema, options, lock));
    } catch (FileSystemException noDirectory) {
      throw new NotAStoreException(fs.origin(), "not a directory that can be written");
    } catch (IOException failure) {
      throw StorageErrors.of("creating a store", fs.origin(), failure);
    }
  }

  private static void refuseForeign(StoreFs fs) throws IOException {
    List<String> names = fs.list("");
    List<String> foreign = StoreFiles.foreign(names);
    if (!foreign.isEmpty()) {
      throw new NotAStoreException(
          fs.origin(),
          "the directory holds other files: " + foreign.subList(0, Math.min(3, foreign.size())));
    }
    if (names.contains(StoreIdentity.FILE) && ManifestFiles.newest(names) > 0) {
      throw new io.vecstore.core.error.AlreadyExistsException("store", fs.origin());
    }
    refuseOrphans(fs, names);
  }

  /** Data without a manifest is not an empty store: somebody has lost the manifest. */
  private static void refuseOrphans(StoreFs fs, List<String> names) {
    if (ManifestFiles.newest(names) == 0 && names.stream().anyMatch(StoreFiles::isData)) {
      throw new CorruptStoreException(fs.origin(), -1, "it holds data, but no manifest");
    }
  }

  private static StoreDirectory createLocked(
      StoreFs fs, Blob schema, DirectoryOptions options, StoreLock lock) throws IOException {
    refuseForeign(fs);
    FileReaper reaper = new FileReaper(fs, options.background());
    for (String leftover : List.of("tmp-" + StoreIdentity.FILE, ManifestFiles.temporary(1))) {
      reaper.deleteNow(leftover);
    }
    UUID id = new UUID(options.random().nextLong(), options.random().nextLong());
    StoreIdentity identity =
        StoreIdentity.read(fs).orElse(new StoreIdentity(id, System.currentTimeMillis()));
    identity.write(fs);
    Manifest first = Manifest.first(identity.storeId(), schema);
    ManifestFiles.prepare(fs, first);
    ManifestFiles.publish(fs, 1);
    return new StoreDirectory(
        new StoreDirectory.Opened(fs, options, lock, reaper, first, 1, List.of()));
  }

  static StoreDirectory open(StoreFs fs, DirectoryOptions options) {
    try {
      requireStore(fs);
      StoreLock lock = StoreLock.take(fs);
      return keepingLock(lock, () -> openLocked(fs, options, lock));
    } catch (IOException failure) {
      throw StorageErrors.of("opening a store", fs.origin(), failure);
    }
  }

  private static void requireStore(StoreFs fs) throws IOException {
    List<String> names;
    try {
      names = fs.list("");
    } catch (FileSystemException noDirectory) {
      throw new NotAStoreException(fs.origin(), "not a directory");
    }
    boolean identity = names.contains(StoreIdentity.FILE);
    boolean manifest = ManifestFiles.newest(names) > 0;
    if (identity && !manifest) {
      refuseOrphans(fs, names);
    }
    if (manifest && !identity) {
      throw new CorruptStoreException(
          fs.origin() + "/" + StoreIdentity.FILE, -1, "the file is missing");
    }
    if (!manifest) {
      String found =
          names.isEmpty()
              ? "nothing is there"
              : identity ? "its creation was interrupted" : "it has no file STORE";
      throw new NotAStoreException(fs.origin(), found);
    }
  }

  private static StoreDirectory openLocked(StoreFs fs, DirectoryOptions options, StoreLock lock)
      throws IOException {
    StoreIdentity identity = StoreIdentity.read(fs).orElseThrow();
    Manifest manifest = ManifestFiles.latest(fs).orElseThrow();
    if (!identity.storeId().equals(manifest.storeId())) {
      throw new CorruptStoreException(
          fs.origin() + "/" + ManifestFiles.fileName(manifest.generation()),
          24,
          "it belongs to store " + manifest.storeId() + ", this is " + identity.storeId());
    }
    FileReaper reaper = new FileReaper(fs, options.background());
    long next = Math.max(manifest.nextNumber(), StoreFiles.largestNumber(fs.list("")) + 1);
    List<SealedSegment> segments = openSegments(fs, options, reaper, manifest);
    return new StoreDirectory(
        new StoreDirectory.Opened(fs, options, lock, reaper, manifest, next, segments));
  }

  static List<SealedSegment> openSegments(
      StoreFs fs, DirectoryOptions options, FileReaper reaper, Manifest manifest)
      throws IOException {
    List<SealedSegment> opened = new ArrayList<>();
    boolean complete = false;
    try {
      for (SegmentRef ref : manifest.segments()) {
        Tombstones tombstones = tombstones(fs, ref);
        SegmentFile file = SegmentFile.open(fs, reaper, ref, options.checksums());
        opened.add(new SealedSegment(file, tombstones));
      }
      complete = true;
      return List.copyOf(opened);
    } finally {
      if (!complete) {
        opened.forEach(segment -> segment.file().release());
      }
    }
  }

  static Tombstones tombstones(StoreFs fs, SegmentRef segment) throws IOException {
    return segment.tombstones().isPresent()
        ? TombstoneFile.read(fs, segment.tombstones().get(), segment.rows())
        : Tombstones.NONE;
  }

  private interface Step {
    StoreDirectory run() throws IOException;
  }

  private static StoreDirectory keepingLock(StoreLock lock, Step step) throws IOException {
    boolean opened = false;
    try {
      StoreDirectory directory = step.run();
      opened = true;
      return directory;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }
}
