package io.vecstore.persist.snapshot;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.LongWork;
import io.vecstore.persist.fs.FileCopy;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.TombstoneRef;
import java.io.IOException;
import java.util.List;

/**
 * Copies a committed state to another directory: a backup, or a restored backup. Every byte of the
 * copy is compared with its checksum; the manifest comes last, so that half a copy is never taken
 * for a store.
 */
public final class StoreCopy {

  private final StoreFs source;
  private final StoreFs target;
  private final FileReaper targetReaper;

  /** Prepares to copy from one root to another. */
  public StoreCopy(StoreFs source, StoreFs target) {
    this.source = source;
    this.target = target;
    this.targetReaper = new FileReaper(target, Runnable::run);
  }

  /**
   * Copies what is not there yet: a sealed file never changes, so a file of the same name with the
   * right checksums is not copied again.
   *
   * @param manifest a state of the source, whose files the caller has pinned, and whose logs, if it
   *     has any, are there already; its identity is the target's
   * @return how many bytes were copied
   * @throws CorruptStoreException if a file of the source is damaged; the target is as useful as
   *     before
   * @throws AlreadyExistsException if the target holds another store, or a newer state
   */
  public long run(Manifest manifest) {
    try {
      target.createDirectory("");
      List<String> there = target.list("");
      refuseOther(manifest);
      long copied = 0;
      long all = manifest.segments().stream().mapToLong(SegmentRef::bytes).sum();
      LongWork told = LongWork.begin("copying and verifying", "bytes", all);
      for (SegmentRef segment : manifest.segments()) {
        copied += copySegment(segment, there);
        told.advance(segment.bytes());
      }
      told.end();
      target.syncDirectory("");
      if (ManifestFiles.newest(there) < manifest.generation()) {
        targetReaper.deleteNow(ManifestFiles.temporary(manifest.generation()));
        ManifestFiles.prepare(target, manifest);
        ManifestFiles.publish(target, manifest.generation());
      }
      return copied;
    } catch (IOException failure) {
      throw StorageErrors.of("copying " + source.origin(), target.origin(), failure);
    }
  }

  private void refuseOther(Manifest manifest) throws IOException {
    Manifest there = ManifestFiles.latest(target).orElse(manifest);
    if (!there.storeId().equals(manifest.storeId()) || there.generation() > manifest.generation()) {
      throw new AlreadyExistsException("store", target.origin());
    }
  }

  private long copySegment(SegmentRef segment, List<String> there) throws IOException {
    long copied = 0;
    if (!there.contains(segment.fileName()) || !isIntact(segment)) {
      copied += copyFile(segment.fileName(), segment.bytes());
      verify(segment);
    }
    if (segment.tombstones().isPresent()) {
      TombstoneRef tombstones = segment.tombstones().get();
      if (!there.contains(tombstones.fileName())) {
        copied += copyFile(tombstones.fileName(), tombstones.bytes());
      }
      TombstoneFile.read(target, tombstones, segment.rows());
    }
    return copied;
  }

  private long copyFile(String name, long bytes) throws IOException {
    targetReaper.deleteNow(name);
    FileCopy.copy(source, name, target, name);
    return bytes;
  }

  private boolean isIntact(SegmentRef segment) throws IOException {
    try {
      verify(segment);
      return true;
    } catch (CorruptStoreException stale) {
      return false;
    }
  }

  private void verify(SegmentRef segment) throws IOException {
    SegmentFile copy = SegmentFile.open(target, targetReaper, segment, Verification.FAST);
    try {
      List<CorruptStoreException> damages = copy.verify();
      if (!damages.isEmpty()) {
        throw damages.getFirst();
      }
    } finally {
      copy.release();
    }
  }
}
