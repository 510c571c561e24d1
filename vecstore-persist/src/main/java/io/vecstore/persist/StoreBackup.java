package io.vecstore.persist;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.spi.LongWork;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.snapshot.StoreCopy;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Copies of a state at another place, every byte of them verified. */
public final class StoreBackup {

  private static final String RESTORED_FROM = "restored.from";

  private StoreBackup() {}

  /**
   * Brings a backup up to a state: copies the files that the target does not have yet. The target
   * is a store with the source's identity, in the given state.
   *
   * @param source the root of the store, or a snapshot's directory
   * @param manifest a state of it without logs, whose files the caller has pinned
   * @param target an empty or missing directory, or an earlier backup of the same store
   * @return how many bytes were copied
   * @throws NotAStoreException if the target holds something else
   * @throws AlreadyExistsException if the target is another store, or holds a newer state
   * @throws CorruptStoreException if a file of the source is damaged; the target is what it was
   */
  public static long copy(StoreFs source, Manifest manifest, StoreFs target) {
    requireNoLogs(manifest);
    try {
      if (StoreFiles.hasForeign(target)) {
        throw new NotAStoreException(target.origin(), "the directory holds other files");
      }
      target.createDirectory("");
      try (StoreLock _ = StoreLock.take(target)) {
        StoreIdentity mine = new StoreIdentity(manifest.storeId(), System.currentTimeMillis());
        if (!StoreIdentity.read(target).orElse(mine).storeId().equals(manifest.storeId())) {
          throw new AlreadyExistsException("store", target.origin());
        }
        if (!target.list("").contains(StoreIdentity.FILE)) {
          mine.write(target);
        }
        return new StoreCopy(source, target).run(manifest);
      }
    } catch (IOException failure) {
      throw StorageErrors.of("copying a store", target.origin(), failure);
    }
  }

  /**
   * Makes a new store, with an identity of its own, beside another one: of links to its sealed
   * files, which never change, or of copies where the file system has no links. Until it returns
   * there is no store; what a failure leaves is for the caller to remove.
   *
   * @param parent holds both
   * @param from the directory of the store
   * @param manifest a state of it without logs, whose files the caller has pinned
   * @param to a directory that is missing
   * @param random makes the new identity
   */
  public static void duplicate(
      StoreFs parent, String from, Manifest manifest, String to, RandomGenerator random) {
    requireNoLogs(manifest);
    try {
      StoreImage image = new StoreImage(parent, from, to, random);
      LongWork told = LongWork.begin("copying a store", "files", manifest.fileNames().size());
      for (String file : manifest.fileNames()) {
        image.link(file);
        told.advance(1);
      }
      image.publish(manifest);
    } catch (IOException failure) {
      throw StorageErrors.of("copying " + from, parent.origin() + "/" + to, failure);
    }
  }

  private static void requireNoLogs(Manifest manifest) {
    if (!manifest.wals().isEmpty()) {
      throw new IllegalStateException("flush the log before a copy: " + manifest.wals());
    }
  }

  /**
   * Makes a new store, with an identity of its own, of a backup or snapshot.
   *
   * @param source the directory of the backup or snapshot; nobody writes to it meanwhile
   * @param target an empty or missing directory
   * @param random makes the new identity
   * @throws NotAStoreException if there is no closed store at the source, or the target holds
   *     something else
   * @throws AlreadyExistsException if the target holds a store
   * @throws CorruptStoreException if a file of the source is damaged; the target is no store then
   */
  public static void restore(StoreFs source, StoreFs target, RandomGenerator random) {
    try {
      Manifest saved =
          ManifestFiles.latest(source)
              .orElseThrow(() -> new NotAStoreException(source.origin(), "no manifest there"));
      if (!saved.wals().isEmpty()) {
        throw new NotAStoreException(source.origin(), "it has a log, so it is no backup");
      }
      if (StoreDirectory.exists(target)) {
        throw new AlreadyExistsException("store", target.origin());
      }
      Map<String, Blob> extras = new TreeMap<>(saved.extras());
      extras.put(RESTORED_FROM, Blob.utf8(saved.storeId().toString()));
      UUID fresh = new UUID(random.nextLong(), random.nextLong());
      // A restore that was interrupted has left an identity: go on with it.
      UUID id = StoreIdentity.read(target).map(StoreIdentity::storeId).orElse(fresh);
      copy(source, saved.withStoreId(id).withExtras(extras), target);
    } catch (IOException failure) {
      throw StorageErrors.of("restoring a store", target.origin(), failure);
    }
  }
}
