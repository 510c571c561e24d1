package io.vecstore.internal.database;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.internal.store.StoreEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The namespaces that are open: opened by their first call, closed when others are needed, the one
 * that was not used for longest first. One that is in use is never closed: if all are, there is one
 * more for a while. Safe from any thread.
 *
 * <p>Locks: a tenant's before the pool's, never the other way round; files are opened and closed
 * under the tenant's alone.
 */
final class TenantStores {

  private final String database;
  private final int most;
  private final Tenant.Opener opener;
  private final Consumer<CatalogEntry> onClosed;
  private final Map<Long, Tenant> recent = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
  private boolean closed; // guarded by this

  TenantStores(String database, int most, Tenant.Opener opener, Consumer<CatalogEntry> onClosed) {
    this.database = database;
    this.most = most;
    this.opener = opener;
    this.onClosed = onClosed;
  }

  /** Works with the store of a tenant, which stays open meanwhile. */
  <T> T with(Tenant tenant, Function<StoreEngine, T> work) {
    join(tenant);
    try {
      makeRoom();
      return work.apply(tenant.engine(opener));
    } finally {
      leave(tenant);
      makeRoom();
    }
  }

  private synchronized void join(Tenant tenant) {
    if (closed) {
      throw new StoreClosedException(database);
    }
    tenant.join();
    recent.put(tenant.number(), tenant);
  }

  private synchronized void leave(Tenant tenant) {
    tenant.leave();
  }

  private void makeRoom() {
    for (Optional<Tenant> next = oldestIdle(); next.isPresent(); next = oldestIdle()) {
      closeIfIdle(next.get());
    }
  }

  /** Takes the tenant out that should be closed. */
  private synchronized Optional<Tenant> oldestIdle() {
    if (recent.size() <= most) {
      return Optional.empty();
    }
    Optional<Tenant> oldest = recent.values().stream().filter(Tenant::isIdle).findFirst();
    oldest.ifPresent(tenant -> recent.remove(tenant.number()));
    return oldest;
  }

  private void closeIfIdle(Tenant tenant) {
    synchronized (tenant) {
      if (isIdle(tenant)) {
        onClosed.accept(tenant.close());
      }
    }
  }

  /** A tenant that came back meanwhile is in the map again, and stays open. */
  private synchronized boolean isIdle(Tenant tenant) {
    return tenant.isIdle();
  }

  /** Closes the store of a tenant that was dropped, whoever uses it. */
  void forget(Tenant tenant) {
    synchronized (this) {
      recent.remove(tenant.number());
    }
    tenant.close();
  }

  /** Refuses further work and closes all stores. */
  void close() {
    List<Tenant> open;
    synchronized (this) {
      closed = true;
      open = new ArrayList<>(recent.values());
      recent.clear();
    }
    open.forEach(tenant -> onClosed.accept(tenant.close()));
  }
}
