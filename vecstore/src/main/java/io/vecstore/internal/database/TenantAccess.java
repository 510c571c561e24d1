package io.vecstore.internal.database;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.database.CatalogEntry.Kind;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The only way to the documents of a namespace: asks its status and quotas first, then opens its
 * store. Safe from any thread.
 */
public final class TenantAccess {

  private final Tenant tenant;
  private final TenantStores stores;
  private final Catalog catalog;
  private final InstantSource clock;

  TenantAccess(Tenant tenant, TenantStores stores, Catalog catalog, InstantSource clock) {
    this.tenant = tenant;
    this.stores = stores;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Returns what the namespace holds. */
  public Schema schema() {
    return tenant.schema();
  }

  /** Returns what is known of the namespace. */
  public NamespaceProfile profile() {
    return tenant.profile();
  }

  /**
   * Changes what is known of the namespace, durably.
   *
   * @throws InvalidInputException if the id is changed
   */
  public NamespaceProfile change(UnaryOperator<NamespaceProfile> edit) {
    synchronized (tenant) {
      String id = tenant.profile().id();
      NamespaceProfile next = edit.apply(tenant.profile()).touched(clock.instant());
      if (!next.id().equals(id)) {
        throw new InvalidInputException(
            "the id of namespace \"" + id + "\" cannot become \"" + next.id() + "\"");
      }
      catalog.change(Kind.NAMESPACE, id, tenant.number(), entry -> entry.withProfile(next));
      tenant.profile(next);
      return next;
    }
  }

  /** Reads, if that is allowed. */
  public <T> T read(Function<StoreEngine, T> work) {
    tenant.beginRead();
    try {
      return stores.with(tenant, work);
    } finally {
      tenant.endRead();
    }
  }

  /** Searches for so many hits, if that is allowed. */
  public <T> T search(int wanted, Function<StoreEngine, T> work) {
    return read(
        engine -> {
          tenant.requireResults(wanted);
          return work.apply(engine);
        });
  }

  /** Reads lazily; the read ends when the stream is closed. */
  public <T> Stream<T> stream(Function<StoreEngine, Stream<T>> work) {
    tenant.beginRead();
    boolean open = false;
    try {
      Stream<T> stream = stores.with(tenant, work);
      AtomicBoolean ended = new AtomicBoolean();
      open = true;
      return stream.onClose(
          () -> {
            if (ended.compareAndSet(false, true)) {
              tenant.endRead();
            }
          });
    } finally {
      if (!open) {
        tenant.endRead();
      }
    }
  }

  /** Writes all or nothing, if that is allowed. Returns how many documents were there before. */
  public int write(List<Operation> operations) {
    int dimension = 0;
    for (Operation operation : operations) {
      if (operation instanceof Operation.Put(Document document)) {
        dimension = Math.max(dimension, document.dimension());
      }
    }
    return maintain(operations.size(), dimension, engine -> engine.write(operations));
  }

  /** Changes the store in another way, if writing is allowed. */
  public <T> T maintain(Function<StoreEngine, T> work) {
    return maintain(0, 0, work);
  }

  private <T> T maintain(int size, int dimension, Function<StoreEngine, T> work) {
    tenant.beginWrite(size, dimension);
    try {
      return stores.with(tenant, work);
    } catch (QuotaExceededException full) {
      tenant.countRefused();
      throw full;
    }
  }

  /** Brings the store back to a snapshot, if writing is allowed. */
  public void restoreSnapshot(String name) {
    maintain(
        engine -> {
          // What a crash leaves may be either of the two, which are alike in number: count again.
          catalog.note(tenant.uncounted());
          engine.snapshots().restore(name);
          return true;
        });
  }

  /** Returns what is used; opens the store, whatever its status, so that the count is exact. */
  public Usage usage() {
    return stores.with(tenant, _ -> tenant.usage());
  }
}
