package io.vecstore.internal.database;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.schema.Schema;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.StoreRemoval;
import io.vecstore.persist.fs.FileNumber;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory of a database:
 *
 * <pre>
 * catalog/            a store: what the names stand for. Its lock is the database's
 * stores/0000000007/  a store each: a collection or a namespace, by its number
 * snapshots/NAME/     a database each, see {@link DatabaseSnapshots}
 * </pre>
 *
 * <p>A number that the catalog does not name is a store that was dropped, and is removed. Where
 * there are stores and no catalog, nothing is touched.
 */
final class DatabaseFiles {

  static final String CATALOG = "catalog";
  static final String STORES = "stores";
  private static final Pattern NUMBER = Pattern.compile("\\d{10}");

  private final StoreFs fs;
  private final EngineOpening opening;

  /** Opens or creates a store somewhere. */
  interface EngineOpening {
    StoreEngine open(StoreFs fs, Optional<Schema> schema, WriteGuard guard);
  }

  DatabaseFiles(StoreFs fs, EngineOpening opening) {
    this.fs = fs;
    this.opening = opening;
  }

  String origin() {
    return fs.origin();
  }

  /** Returns whether there is a database. */
  static boolean exists(StoreFs fs) {
    return StoreDirectory.exists(new NestedFs(fs, CATALOG));
  }

  /**
   * Opens the catalog, and creates an empty one in a directory that is empty or missing.
   *
   * @throws NotAStoreException if the directory holds something else
   * @throws CorruptStoreException if there are stores, but no catalog
   */
  StoreEngine openCatalog() {
    StoreFs catalog = new NestedFs(fs, CATALOG);
    if (!exists(fs)) {
      onOwnThread("creating a database", this::prepare);
    }
    return opening.open(catalog, Optional.of(Catalog.SCHEMA), WriteGuard.none());
  }

  private void prepare() throws IOException {
    List<String> foreign;
    try {
      foreign =
          fs.list("").stream()
              .filter(
                  name ->
                      !name.startsWith(".")
                          && !Set.of(CATALOG, STORES, DatabaseSnapshots.ROOT).contains(name))
              .toList();
    } catch (FileSystemException noDirectory) {
      throw new NotAStoreException(fs.origin(), "not a directory");
    }
    if (!foreign.isEmpty()) {
      throw new NotAStoreException(
          fs.origin(),
          "no database; it holds other files: " + foreign.subList(0, Math.min(3, foreign.size())));
    }
    if (!fs.list(STORES).isEmpty()) {
      throw new CorruptStoreException(
          fs.origin() + "/" + CATALOG, -1, "it is missing, but there are stores");
    }
    fs.createDirectory("");
    fs.createDirectory(CATALOG);
    fs.createDirectory(STORES);
    fs.syncDirectory("");
  }

  /** Opens the store of a number, and creates it where it was never used. */
  StoreEngine openStore(CatalogEntry entry, WriteGuard guard) {
    String directory = directory(entry.number());
    NestedFs place = new NestedFs(fs, directory);
    if (!StoreDirectory.exists(place)) {
      onOwnThread(
          "creating a store",
          () -> {
            fs.createDirectory(STORES);
            fs.createDirectory(directory);
            fs.syncDirectory(STORES);
          });
    }
    return opening.open(place, Optional.of(entry.schema()), guard);
  }

  /** Makes the store of a number a copy of another, which is open. */
  void copy(StoreEngine engine, long from, long to) {
    engine.snapshots().duplicate(fs, directory(from), directory(to));
    onOwnThread("copying a store", () -> fs.syncDirectory(STORES));
  }

  /** Removes the store of a number. */
  void remove(long number) {
    StoreRemoval.remove(fs, directory(number));
  }

  /** Returns the numbers of all stores that are there. */
  List<Long> numbers() {
    return OnOwnThread.call(
        "vecstore-open",
        () -> {
          try {
            return fs.list(STORES).stream()
                .filter(name -> NUMBER.matcher(name).matches())
                .map(Long::parseLong)
                .toList();
          } catch (IOException failure) {
            throw StorageErrors.of("listing the stores", fs.origin(), failure);
          }
        });
  }

  StoreFs root() {
    return fs;
  }

  static String directory(long number) {
    return STORES + "/" + FileNumber.padded(number, 10);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void onOwnThread(String what, Step step) {
    OnOwnThread.call(
        "vecstore-open",
        () -> {
          try {
            step.run();
            return true;
          } catch (IOException failure) {
            throw StorageErrors.of(what, fs.origin(), failure);
          }
        });
  }
}
