package io.vecstore.persist;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.persist.fs.FileCopy;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.snapshot.StoreCopy;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Copies of a store that nobody has open, and that stays so meanwhile: its files as they are, its
 * log among them.
 */
public final class ClosedStore {

  private ClosedStore() {}

  /**
   * Makes a new store beside one, of links to its files; see {@link StoreBackup#duplicate}.
   *
   * @return the state that was copied
   * @throws NotAStoreException if there is none
   */
  public static Manifest duplicate(StoreFs parent, String from, String to, RandomGenerator random) {
    try {
      Manifest manifest = manifest(new NestedFs(parent, from));
      StoreImage image = new StoreImage(parent, from, to, random);
      for (String file : manifest.withWals(List.of()).fileNames()) {
        image.link(file);
      }
      for (WalRef wal : manifest.wals()) {
        if (wal.sealed()) {
          image.link(wal.fileName());
        } else {
          image.copy(wal.fileName());
        }
      }
      image.publish(manifest);
      return manifest;
    } catch (IOException failure) {
      throw StorageErrors.of("copying " + from, parent.origin() + "/" + to, failure);
    }
  }

  /**
   * Copies a store to another place, every byte verified; again, only what is not there yet. The
   * copy has its identity.
   *
   * @param target an empty or missing directory, or what was left of this very copy
   * @return how many bytes were copied
   * @throws NotAStoreException if there is none
   * @throws AlreadyExistsException if the target is another store, or was written to
   * @throws CorruptStoreException if a file is damaged; the target is no store then
   */
  public static long copy(StoreFs source, StoreFs target) {
    try {
      Manifest manifest = manifest(source);
      StoreIdentity identity = StoreIdentity.read(source).orElseThrow();
      target.createDirectory("");
      try (StoreLock _ = StoreLock.take(target)) {
        if (StoreIdentity.read(target).isEmpty()) {
          identity.write(target);
        }
        FileReaper reaper = new FileReaper(target, Runnable::run);
        long copied = 0;
        for (WalRef wal : manifest.wals()) {
          reaper.deleteNow(wal.fileName());
          FileCopy.copy(source, wal.fileName(), target, wal.fileName());
          copied += target.size(wal.fileName());
        }
        Recovery.replay(target, manifest, _ -> {});
        return copied + new StoreCopy(source, target).run(manifest);
      }
    } catch (IOException failure) {
      throw StorageErrors.of("copying a store", target.origin(), failure);
    }
  }

  private static Manifest manifest(StoreFs source) throws IOException {
    return ManifestFiles.latest(source)
        .orElseThrow(() -> new NotAStoreException(source.origin(), "no manifest there"));
  }
}
