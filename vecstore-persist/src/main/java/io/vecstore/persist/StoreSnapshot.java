package io.vecstore.persist;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import java.io.IOException;
import java.util.List;

/**
 * A state that nobody writes to any more, open for reading: a snapshot. Takes no lock; any number
 * of processes may read it. Safe from any thread.
 *
 * @param manifest the state
 * @param segments its segments; the receiver owns a reference to each
 */
public record StoreSnapshot(Manifest manifest, List<SealedSegment> segments) {

  /**
   * Opens a snapshot's directory and verifies its segments.
   *
   * @throws NotAStoreException if there is no snapshot, or it is a store that may still be written
   * @throws CorruptStoreException if something in it is damaged
   */
  public static StoreSnapshot open(StoreFs directory, DirectoryOptions options) {
    try {
      Manifest manifest =
          ManifestFiles.latest(directory)
              .orElseThrow(() -> new NotAStoreException(directory.origin(), "no manifest there"));
      if (!manifest.wals().isEmpty()) {
        throw new NotAStoreException(directory.origin(), "it has a log, so it is no snapshot");
      }
      FileReaper reaper = new FileReaper(directory, options.background());
      return new StoreSnapshot(
          manifest, StoreOpening.openSegments(directory, options, reaper, manifest));
    } catch (IOException failure) {
      throw StorageErrors.of("opening a snapshot", directory.origin(), failure);
    }
  }
}
