package io.vecstore.internal.database;

import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.store.Capture;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.persist.ClosedStore;
import io.vecstore.persist.StoreDirectory;
import io.vecstore.persist.fs.NestedFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All stores of a database at one moment, on their way into a snapshot. Of those that were open it
 * holds what they had; those that were closed are as they were until somebody opens them, who
 * copies them first, as does who closes or removes one. Closing it gives up what is not copied.
 */
final class SnapshotMoment implements AutoCloseable {

  private final OpenStores stores;
  private final StoreFs fs;
  private final String target;
  private final List<CatalogEntry> entries;
  private final Capture catalog;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable Throwable failure; // the first, or another one
  private volatile boolean given; // set once: nothing is copied after it

  private SnapshotMoment(
      OpenStores stores, StoreFs fs, String target, List<CatalogEntry> entries, Capture catalog) {
    this.stores = stores;
    this.fs = fs;
    this.target = target;
    this.entries = entries;
    this.catalog = catalog;
  }

  /** Looks at all stores at once. */
  static SnapshotMoment of(OpenStores stores, Catalog catalog, StoreFs fs, String target) {
    return stores.still(
        open -> catalog.still((entries, engine) -> at(stores, entries, open, engine, fs, target)));
  }

  private static SnapshotMoment at(
      OpenStores stores,
      List<CatalogEntry> entries,
      Map<Long, StoreEngine> open,
      StoreEngine catalog,
      StoreFs fs,
      String target) {
    List<CatalogEntry> awake =
        entries.stream().filter(entry -> open.containsKey(entry.number())).toList();
    List<StoreEngine> engines = new ArrayList<>();
    engines.add(catalog);
    awake.forEach(entry -> engines.add(open.get(entry.number())));
    List<Capture> captures = Capture.all(engines);
    SnapshotMoment moment = new SnapshotMoment(stores, fs, target, entries, captures.getFirst());
    Map<Long, Capture> held = new HashMap<>();
    for (int i = 0; i < awake.size(); i++) {
      held.put(awake.get(i).number(), captures.get(i + 1));
    }
    entries.forEach(
        entry -> stores.owe(entry.number(), () -> moment.copy(entry, held.get(entry.number()))));
    return moment;
  }

  private void copy(CatalogEntry entry, @Nullable Capture capture) {
    try (capture) {
      if (!given && failure == null) {
        OnOwnThread.call(
            "vecstore-snapshots",
            () -> {
              count(entry, capture);
              return true;
            });
      }
    } catch (RuntimeException | Error notCopied) {
      failure = notCopied; // told to who takes the snapshot, not to who came across the store
    }
  }

  private void count(CatalogEntry entry, @Nullable Capture capture) {
    String directory = DatabaseFiles.directory(entry.number());
    String to = target + "/" + directory;
    Manifest copied;
    if (capture != null) {
      copied = capture.duplicate(fs, directory, to, Map.of());
      documents.addAndGet(capture.documents());
    } else if (StoreDirectory.exists(new NestedFs(fs, directory))) {
      copied = ClosedStore.duplicate(fs, directory, to, random);
      documents.addAndGet(Math.max(0, entry.counted().vectors()));
    } else {
      return; // nobody has ever used it
    }
    copied
        .segments()
        .forEach(
            segment ->
                bytes.addAndGet(
                    segment.bytes() + segment.tombstones().map(t -> t.bytes()).orElse(0L)));
  }

  /** Copies all that nobody has copied yet. */
  void copyStores() {
    LongWork told = LongWork.begin("taking a snapshot", "stores", entries.size());
    for (CatalogEntry entry : entries) {
      stores.settle(entry.number());
      requireCopied();
      told.advance(1);
    }
  }

  private void requireCopied() {
    switch (failure) {
      case null -> {}
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
    }
  }

  /** Copies the catalog, after which the snapshot is one. */
  void copyCatalog(Map<String, Blob> extras) {
    catalog.duplicate(fs, DatabaseFiles.CATALOG, target + "/" + DatabaseFiles.CATALOG, extras);
  }

  /** Returns how many documents the stores held; of a closed one, how many were counted. */
  long documents() {
    return documents.get();
  }

  /** Returns the size of the sealed files. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    given = true;
    catalog.close();
    entries.forEach(entry -> stores.settle(entry.number()));
  }
}
