package io.vecstore;

import io.vecstore.core.model.Snapshot;
import io.vecstore.internal.disk.StoreDisk;
import io.vecstore.internal.store.StoreEngine;
import java.nio.file.Path;
import java.util.List;

/**
 * The snapshots of a store: versions of it that stay as they are, side by side with it in its
 * directory. A snapshot shares its files with the store, so that taking one is cheap. Safe to share
 * between threads.
 */
public final class Snapshots {

  private final StoreEngine engine;

  Snapshots(StoreEngine engine) {
    this.engine = engine;
  }

  /**
   * Takes a snapshot of all that was written before the call; writes and reads go on meanwhile.
   *
   * @param name 1 to 64 letters, digits, dots, underscores and hyphens, starting with a letter or
   *     digit
   * @throws io.vecstore.core.error.InvalidInputException if the name is not acceptable
   * @throws io.vecstore.core.error.AlreadyExistsException if there is a snapshot of that name
   */
  public Snapshot create(String name) {
    return engine.snapshots().create(name);
  }

  /** Returns all snapshots, oldest first. */
  public List<Snapshot> list() {
    return engine.snapshots().list();
  }

  /**
   * Opens a snapshot for reading, beside the store that goes on.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name; lists
   *     those that exist
   */
  public VecReader open(String name) {
    return new SnapshotReader(engine.snapshots().open(name));
  }

  /**
   * Brings the store back to a snapshot, in one step: readers see the old version or the new one.
   * What was written since is kept in a snapshot named {@code pre-restore-} and the time.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name; lists
   *     those that exist
   */
  public void restore(String name) {
    engine.snapshots().restore(name);
  }

  /**
   * Makes a new store, with an identity of its own, of a snapshot; this one is not touched.
   *
   * @param directory empty or missing; it may be on another disk
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name; lists
   *     those that exist
   * @throws io.vecstore.core.error.AlreadyExistsException if the directory holds a store
   * @throws io.vecstore.core.error.NotAStoreException if the directory holds something else
   * @throws io.vecstore.core.error.StorageException if the copy fails, or a file of the snapshot is
   *     damaged; the directory holds no store then
   */
  public void copy(String name, Path directory) {
    engine.snapshots().copy(name, StoreDisk.at(directory));
  }

  /**
   * Deletes a snapshot; the store is not touched.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no snapshot of that name; lists
   *     those that exist
   */
  public void delete(String name) {
    engine.snapshots().delete(name);
  }
}
