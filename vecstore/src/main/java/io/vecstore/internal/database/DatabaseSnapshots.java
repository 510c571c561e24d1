package io.vecstore.internal.database;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.store.SnapshotService;
import io.vecstore.internal.store.StoreReader;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.persist.ClosedStore;
import io.vecstore.persist.StoreRemoval;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StorageErrors;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.snapshot.SnapshotName;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The snapshots of a database: {@code snapshots/NAME} is a database of its own, of links to the
 * files of this one. Its catalog comes last and goes first: what has none is no snapshot, but the
 * rest of one that was being made or removed. Safe from any thread, one call at a time.
 */
final class DatabaseSnapshots {

  static final String ROOT = "snapshots";

  /** No snapshot that somebody asks for has this name. */
  private static final String PASSING = ".passing";

  private static final String CREATED = "database.snapshot.createdAt";
  private static final String DOCUMENTS = "database.snapshot.documents";
  private static final String BYTES = "database.snapshot.bytes";

  private final StoreFs fs;
  private final OpenStores stores;
  private final Catalog catalog;
  private final SecureRandom random = new SecureRandom();
  private boolean closed; // guarded by this

  DatabaseSnapshots(StoreFs fs, OpenStores stores, Catalog catalog) {
    this.fs = fs;
    this.stores = stores;
    this.catalog = catalog;
  }

  /** Work with files, on a thread that nobody interrupts. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T step(String what, Step<T> step) {
    if (closed) {
      throw new StoreClosedException(fs.origin());
    }
    return OnOwnThread.call(
        "vecstore-snapshots",
        () -> {
          try {
            return step.run();
          } catch (IOException failure) {
            throw StorageErrors.of(what, fs.origin(), failure);
          }
        });
  }

  /** Takes a snapshot; {@link io.vecstore.VecDatabase#snapshot} has the contract. */
  synchronized Snapshot create(String name) {
    SnapshotName.check(name);
    return step(
        "taking snapshot " + name,
        () -> {
          for (String taken : fs.list(ROOT)) {
            if (taken.equalsIgnoreCase(name) && (!taken.equals(name) || isWhole(name))) {
              throw new AlreadyExistsException("snapshot", taken);
            }
          }
          return take(name);
        });
  }

  private Snapshot take(String name) throws IOException {
    remove(name);
    fs.createDirectory(ROOT);
    fs.syncDirectory("");
    fs.createDirectory(path(name));
    fs.syncDirectory(ROOT);
    fs.createDirectory(path(name) + "/" + DatabaseFiles.STORES);
    fs.createDirectory(catalog(name));
    boolean complete = false;
    try (SnapshotMoment moment = SnapshotMoment.of(stores, catalog, fs, path(name))) {
      moment.copyStores();
      fs.syncDirectory(path(name) + "/" + DatabaseFiles.STORES);
      fs.syncDirectory(path(name));
      Snapshot taken =
          new Snapshot(
              name,
              Instant.ofEpochMilli(System.currentTimeMillis()),
              moment.documents(),
              moment.bytes());
      Map<String, Blob> extras = new TreeMap<>();
      extras.put(CREATED, number(taken.created().toEpochMilli()));
      extras.put(DOCUMENTS, number(taken.documents()));
      extras.put(BYTES, number(taken.bytes()));
      moment.copyCatalog(extras);
      complete = true;
      return taken;
    } finally {
      if (!complete) {
        remove(name);
      }
    }
  }

  private static Blob number(long value) {
    return Blob.utf8(Long.toString(value));
  }

  private static String path(String name) {
    return ROOT + "/" + name;
  }

  private static String catalog(String name) {
    return path(name) + "/" + DatabaseFiles.CATALOG;
  }

  private boolean isWhole(String name) throws IOException {
    return ManifestFiles.newest(fs.list(catalog(name))) > 0;
  }

  /** Returns all snapshots, oldest first. */
  synchronized List<Snapshot> list() {
    return step(
        "listing the snapshots",
        () -> {
          List<Snapshot> found = new ArrayList<>();
          for (String name : whole()) {
            Map<String, Blob> extras =
                ManifestFiles.latest(new NestedFs(fs, catalog(name))).orElseThrow().extras();
            found.add(
                new Snapshot(
                    name,
                    Instant.ofEpochMilli(number(extras, CREATED)),
                    number(extras, DOCUMENTS),
                    number(extras, BYTES)));
          }
          found.sort(Comparator.comparing(Snapshot::created).thenComparing(Snapshot::name));
          return List.copyOf(found);
        });
  }

  private static long number(Map<String, Blob> extras, String name) {
    return Long.parseLong(extras.getOrDefault(name, number(0)).utf8());
  }

  private List<String> whole() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : fs.list(ROOT)) {
      if (!name.startsWith(".") && isWhole(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private void require(String name) throws IOException {
    SnapshotName.check(name);
    List<String> names = whole();
    if (!names.contains(name)) {
      throw new NotFoundException("snapshot", name, "there are " + names);
    }
  }

  /** Deletes a snapshot. */
  synchronized void delete(String name) {
    step(
        "deleting snapshot " + name,
        () -> {
          require(name);
          remove(name);
          return true;
        });
  }

  /**
   * Makes stores of the snapshot's in this database, which nobody names yet.
   *
   * @return what the catalog should say
   */
  synchronized List<CatalogEntry> bringBack(String name) {
    return step(
        "restoring snapshot " + name,
        () -> {
          require(name);
          NestedFs place = new NestedFs(fs, catalog(name));
          List<CatalogEntry> entries;
          try (StoreReader reader = SnapshotService.openClosed(place)) {
            entries = Catalog.read(reader, place.origin());
          }
          long next = catalog.reserve(entries.size());
          LongWork told = LongWork.begin("restoring a snapshot", "stores", entries.size());
          List<CatalogEntry> moved = new ArrayList<>();
          for (CatalogEntry entry : entries) {
            moved.add(entry.at(next));
            String from = path(name) + "/" + DatabaseFiles.directory(entry.number());
            if (!fs.list(from).isEmpty()) {
              ClosedStore.duplicate(fs, from, DatabaseFiles.directory(next), random);
            }
            next++;
            told.advance(1);
          }
          fs.syncDirectory(DatabaseFiles.STORES);
          return moved;
        });
  }

  /** Copies the database as it is at one moment to another place. Returns how many bytes. */
  synchronized long backup(StoreFs target) {
    return step(
        "making a backup",
        () -> {
          take(PASSING);
          try {
            return DatabaseCopy.run(new NestedFs(fs, path(PASSING)), target);
          } finally {
            remove(PASSING);
          }
        });
  }

  /**
   * Settles what an interrupted session has left: what is whole becomes durable, as it is shown
   * from now on and may not be so yet; the rest is removed.
   */
  synchronized void settle() {
    step(
        "looking for snapshots",
        () -> {
          List<String> whole = whole();
          for (String name : fs.list(ROOT)) {
            if (whole.contains(name)) {
              fs.syncDirectory(catalog(name));
            } else {
              remove(name);
            }
          }
          return true;
        });
  }

  /** Waits until nothing is under way, and refuses what comes. */
  synchronized void close() {
    closed = true;
  }

  private void remove(String name) throws IOException {
    StoreRemoval.unmake(fs, catalog(name));
    for (String store : fs.list(path(name) + "/" + DatabaseFiles.STORES)) {
      StoreRemoval.remove(fs, path(name) + "/" + DatabaseFiles.STORES + "/" + store);
    }
    StoreRemoval.remove(fs, path(name) + "/" + DatabaseFiles.STORES);
    StoreRemoval.remove(fs, catalog(name));
    StoreRemoval.remove(fs, path(name));
  }
}
