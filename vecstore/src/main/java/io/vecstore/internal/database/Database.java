package io.vecstore.internal.database;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Snapshot;
import io.vecstore.core.schema.DatabaseOptions;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.database.CatalogEntry.Kind;
import io.vecstore.internal.disk.StoreDisk;
import io.vecstore.internal.quota.WriteGuard;
import io.vecstore.internal.store.SnapshotService;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.internal.thread.OnOwnThread;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.StoreFs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One open database: the catalog, the collections that are open, and the namespaces, of which a few
 * are open at a time. A background thread removes what was dropped.
 */
public final class Database {

  /** So often is made up for what was written meanwhile before writes have to wait. */
  private static final int ROUNDS = 10;

  private final DatabaseFiles files;
  private final Catalog catalog;
  private final InstantSource clock;
  private final TenantStores stores;
  private final Removal removal;
  private final OpenStores open = new OpenStores();
  private final DatabaseSnapshots snapshots;
  private final Map<Long, StoreEngine> collections = new HashMap<>(); // guarded by itself
  private final Map<Long, Tenant> tenants = new HashMap<>(); // guarded by itself
  private boolean closed; // guarded by collections

  private Database(DatabaseFiles files, DatabaseOptions options) {
    this.files = files;
    this.clock = options.clock();
    this.catalog = new Catalog(files.openCatalog(), files.origin());
    this.removal = new Removal(files.origin());
    this.stores =
        new TenantStores(files.origin(), options.openNamespaces(), this::openStore, catalog::note);
    this.snapshots = new DatabaseSnapshots(files.root(), open, catalog);
    snapshots.settle();
    removal.now(catalog::startLog);
    removeDropped();
  }

  /** Opens the database in a directory, or creates it. */
  public static Database open(Path path, DatabaseOptions options) {
    if (options.stores().durability() == Durability.EPHEMERAL) {
      throw new InvalidInputException(
          "EPHEMERAL keeps nothing in " + path + ": use VecDatabase.inMemory()");
    }
    return open(
        StoreDisk.at(path, options.stores().disk()),
        options,
        (fs, schema, guard) -> StoreEngine.open(fs, schema, options.stores(), guard));
  }

  /** Creates a database in memory, where all namespaces stay open. */
  public static Database inMemory(DatabaseOptions options) {
    DatabaseOptions inMemory =
        options.stores(stores -> stores.durability(Durability.EPHEMERAL)).openNamespaces(100_000);
    return open(
        new MemFs(),
        inMemory,
        (fs, schema, guard) -> StoreEngine.open(fs, schema, inMemory.stores(), guard));
  }

  static Database open(StoreFs fs, DatabaseOptions options, DatabaseFiles.EngineOpening opening) {
    return new Database(new DatabaseFiles(fs, opening), options);
  }

  /** Removes the stores that were dropped, or got no name, before a crash. */
  private void removeDropped() {
    Set<Long> known = new HashSet<>(catalog.numbers());
    for (long number : files.numbers()) {
      if (!known.contains(number)) {
        removal.later(() -> files.remove(number));
      }
    }
  }

  private StoreEngine openStore(CatalogEntry entry, WriteGuard guard) {
    return open.open(entry.number(), () -> files.openStore(entry, guard));
  }

  private void removeFiles(long number) {
    open.remove(number, () -> files.remove(number));
  }

  // Collections.

  /** Returns the names of all collections, sorted. */
  public List<String> collections() {
    return catalog.list(Kind.COLLECTION).stream().map(CatalogEntry::id).toList();
  }

  /** Creates a collection. */
  public StoreEngine createCollection(String name, Schema schema) {
    return collection(
        catalog.create(Kind.COLLECTION, schema, NamespaceProfile.of(name, clock.instant())));
  }

  /** Returns a collection, opened if it was not. */
  public StoreEngine collection(String name) {
    return collection(catalog.require(Kind.COLLECTION, name));
  }

  private StoreEngine collection(CatalogEntry entry) {
    synchronized (collections) {
      if (closed) {
        throw new StoreClosedException(files.origin());
      }
      StoreEngine engine = collections.get(entry.number());
      if (engine == null || engine.isClosed()) {
        engine = openStore(entry, WriteGuard.none());
        collections.put(entry.number(), engine);
      }
      return engine;
    }
  }

  /** Gives a collection another name. */
  public void renameCollection(String from, String to) {
    catalog.rename(Kind.COLLECTION, from, NamespaceProfile.of(to, clock.instant()));
  }

  /** Exchanges two collections. */
  public void swapCollections(String one, String other) {
    catalog.swap(Kind.COLLECTION, one, other);
  }

  /** Makes a collection of what another holds now. */
  public StoreEngine copyCollection(String name, String copy) {
    CatalogEntry from = catalog.require(Kind.COLLECTION, name);
    return collection(copied(from, collection(from), NamespaceProfile.of(copy, clock.instant())));
  }

  private StoreEngine beside(String name, Schema schema, StoreEngine live) {
    StoreEngine beside =
        catalog
            .find(Kind.COLLECTION, name)
            .map(this::collection)
            .orElseGet(() -> createCollection(name, schema));
    if (!beside.schema().equals(schema) || beside == live) {
      throw new InvalidInputException(
          "collection \"" + name + "\" is there already, with another schema");
    }
    return beside;
  }

  /** Embeds a collection anew beside itself; {@link io.vecstore.VecDatabase} has the contract. */
  public long embedAnew(
      String name, String beside, Schema schema, Function<List<Document>, List<float[]>> model) {
    CatalogEntry from = catalog.require(Kind.COLLECTION, name);
    StoreEngine live = collection(from);
    try (Reembedding work = new Reembedding(live, () -> beside(beside, schema, live), model)) {
      work.bringOver();
      for (int round = 0; work.catchUp() > 0 && round < ROUNDS; round++) {
        // Fewer are left each time, unless more is written than the model embeds.
      }
      // The catalog before the writer: a snapshot takes them in this order, too.
      return catalog.still(
          (_, _) ->
              live.still(
                  () -> {
                    work.catchUp();
                    if (catalog.require(Kind.COLLECTION, name).number() != from.number()) {
                      throw new NotFoundException(
                          "collection", name, "another one has its name now");
                    }
                    catalog.swap(Kind.COLLECTION, name, beside);
                    live.refuseWrites(
                        "collection \"" + name + "\" was embedded anew: get it again");
                    return work.embedded();
                  }));
    }
  }

  /**
   * Copies files first and gives them a name then, in one step: a crash before it leaves what
   * nobody names, which is removed at the next opening.
   */
  private CatalogEntry copied(CatalogEntry from, StoreEngine engine, NamespaceProfile profile) {
    long number = catalog.reserve(from.kind(), profile.id());
    CatalogEntry entry = CatalogEntry.created(from.kind(), number, from.schema(), profile);
    boolean whole = false;
    try {
      files.copy(engine, from.number(), number);
      whole = true;
    } finally {
      if (!whole) {
        removal.later(() -> files.remove(number));
      }
    }
    if (!catalog.adopt(entry)) {
      removal.later(() -> files.remove(number));
      throw new AlreadyExistsException(from.kind().word(), profile.id());
    }
    return entry;
  }

  /** Removes a collection: its name now, its files soon. */
  public void dropCollection(String name) {
    CatalogEntry gone = catalog.remove(Kind.COLLECTION, name);
    letGoCollection(gone);
  }

  private void letGoCollection(CatalogEntry gone) {
    StoreEngine engine;
    synchronized (collections) {
      engine = collections.remove(gone.number());
    }
    removal.later(
        () -> {
          if (engine != null) {
            engine.close();
          }
          removeFiles(gone.number());
        });
  }

  // Namespaces.

  /** Returns the profiles of all namespaces, by id. */
  public List<NamespaceProfile> namespaces() {
    return catalog.list(Kind.NAMESPACE).stream().map(CatalogEntry::profile).toList();
  }

  /** Returns the time, for a profile. */
  public InstantSource clock() {
    return clock;
  }

  /** Creates a namespace; its store comes with its first use. */
  public TenantAccess createNamespace(Schema schema, NamespaceProfile profile) {
    return access(catalog.create(Kind.NAMESPACE, schema, profile));
  }

  /** Makes a namespace of what another holds now, if that may be read. */
  public TenantAccess copyNamespace(String id, NamespaceProfile copy) {
    CatalogEntry from = catalog.require(Kind.NAMESPACE, id);
    return access(access(from).read(engine -> copied(from, engine, copy)));
  }

  /** Returns a namespace. */
  public TenantAccess namespace(String id) {
    return access(catalog.require(Kind.NAMESPACE, id));
  }

  /** Returns how much each namespace has used, as far as that is known without opening any. */
  public Map<String, Usage> usages() {
    Map<String, Usage> usages = new LinkedHashMap<>();
    for (CatalogEntry entry : catalog.list(Kind.NAMESPACE)) {
      Tenant met;
      synchronized (tenants) {
        met = tenants.get(entry.number());
      }
      usages.put(entry.id(), (met == null ? new Tenant(entry, clock) : met).usage());
    }
    return usages;
  }

  private TenantAccess access(CatalogEntry entry) {
    synchronized (tenants) {
      Tenant tenant = tenants.computeIfAbsent(entry.number(), _ -> new Tenant(entry, clock));
      return new TenantAccess(tenant, stores, catalog, clock);
    }
  }

  /** Removes a namespace: it is gone when this returns, its files are soon. */
  public void dropNamespace(String id) {
    letGoNamespace(catalog.remove(Kind.NAMESPACE, id));
  }

  private void letGoNamespace(CatalogEntry gone) {
    Tenant tenant;
    synchronized (tenants) {
      tenant = tenants.remove(gone.number());
    }
    if (tenant != null) {
      tenant.drop();
    }
    removal.later(
        () -> {
          if (tenant != null) {
            stores.forget(tenant);
          }
          removeFiles(gone.number());
        });
  }

  // Snapshots of all.

  /** Takes a snapshot of all stores at one moment. */
  public Snapshot snapshot(String name) {
    collections().forEach(this::collection); // a closed one could not say what it holds
    return snapshots.create(name);
  }

  /** Returns the snapshots, oldest first. */
  public List<Snapshot> snapshots() {
    return snapshots.list();
  }

  /** Deletes a snapshot. */
  public void deleteSnapshot(String name) {
    snapshots.delete(name);
  }

  /** Brings all back to a snapshot. */
  public void restoreSnapshot(String name) {
    List<CatalogEntry> back = snapshots.bringBack(name);
    boolean kept = false;
    try {
      snapshot("pre-restore-" + SnapshotService.stamp(clock.instant()));
      kept = true;
    } finally {
      if (!kept) {
        back.forEach(entry -> removal.later(() -> files.remove(entry.number())));
      }
    }
    // If this fails, the disk may name the new ones: then they stay until the next opening.
    for (CatalogEntry gone : catalog.replaceAll(back)) {
      if (gone.kind() == Kind.COLLECTION) {
        letGoCollection(gone);
      } else {
        letGoNamespace(gone);
      }
    }
  }

  /** Copies all stores, as they are at one moment, to another place. Returns how many bytes. */
  public long backup(Path target) {
    return snapshots.backup(StoreDisk.at(target));
  }

  /** Makes a database of a snapshot or a backup of one. */
  public static void restore(Path saved, Path target) {
    StoreFs from = StoreDisk.at(saved);
    StoreFs to = StoreDisk.at(target);
    OnOwnThread.call("vecstore-restore", () -> DatabaseCopy.run(from, to));
  }

  /** Closes everything that is open, and gives the directory back. */
  public void close() {
    List<StoreEngine> all;
    synchronized (collections) {
      if (closed) {
        return;
      }
      closed = true;
      all = List.copyOf(collections.values());
    }
    removal.hurry();
    snapshots.close();
    all.forEach(StoreEngine::close);
    stores.close();
    List<Tenant> met;
    synchronized (tenants) {
      met = List.copyOf(tenants.values());
    }
    met.forEach(tenant -> catalog.note(tenant.close()));
    removal.close();
    catalog.close();
  }
}
