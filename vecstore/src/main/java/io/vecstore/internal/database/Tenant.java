package io.vecstore.internal.database;

import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.QuotaExceededException;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.core.tenant.NamespaceStatusException;
import io.vecstore.core.tenant.Quotas;
import io.vecstore.core.tenant.Usage;
import io.vecstore.internal.quota.Counted;
import io.vecstore.internal.quota.RowBudget;
import io.vecstore.internal.store.StoreEngine;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One namespace at work: its status and quotas, asked at every call, and its store while that is
 * open. Safe from any thread.
 */
final class Tenant {

  private final CatalogEntry entry;
  private final RequestRate rate;
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicLong requests;
  private final AtomicLong refused;
  private volatile NamespaceProfile profile; // changed after the catalog was
  private volatile boolean dropped; // set once
  private @Nullable StoreEngine engine; // guarded by this
  private @Nullable RowBudget budget; // guarded by this
  private Counted counted; // guarded by this; what the store held when it was closed
  private int users; // guarded by the pool

  Tenant(CatalogEntry entry, InstantSource clock) {
    this.entry = entry;
    this.profile = entry.profile();
    this.rate = new RequestRate(clock);
    this.requests = new AtomicLong(entry.requests());
    this.refused = new AtomicLong(entry.refused());
    this.counted = entry.counted();
  }

  long number() {
    return entry.number();
  }

  Schema schema() {
    return entry.schema();
  }

  NamespaceProfile profile() {
    return profile;
  }

  void profile(NamespaceProfile next) {
    profile = next;
  }

  void drop() {
    dropped = true;
  }

  private void requireThere() {
    if (dropped) {
      throw new NotFoundException("namespace", entry.id(), "it was dropped");
    }
  }

  /**
   * Lets a read begin, which ends with {@link #endRead}.
   *
   * @throws NamespaceStatusException if nothing may be read
   * @throws QuotaExceededException if there were too many requests, or are too many reads
   */
  void beginRead() {
    requireThere();
    NamespaceProfile now = profile;
    if (!now.status().allowsReads()) {
      throw new NamespaceStatusException(now.id(), now.status(), "reading");
    }
    long most = now.quotas().maxConcurrentQueries();
    int mine = queries.incrementAndGet();
    boolean begun = false;
    try {
      require("maxConcurrentQueries", most, mine);
      admit(now.quotas());
      begun = true;
    } finally {
      if (!begun) {
        queries.decrementAndGet();
      }
    }
  }

  void endRead() {
    queries.decrementAndGet();
  }

  /**
   * Lets a write begin.
   *
   * @param size how many writes it holds
   * @param dimension the largest dimension in it, 0 where it has no vectors
   */
  void beginWrite(int size, int dimension) {
    requireThere();
    NamespaceProfile now = profile;
    if (!now.status().allowsWrites()) {
      throw new NamespaceStatusException(now.id(), now.status(), "writing");
    }
    require("maxBatchSize", now.quotas().maxBatchSize(), size);
    require("maxDimension", now.quotas().maxDimension(), dimension);
    admit(now.quotas());
  }

  /** Lets through a search for so many hits. */
  void requireResults(int wanted) {
    require("maxResultsPerQuery", profile.quotas().maxResultsPerQuery(), wanted);
  }

  private void admit(Quotas quotas) {
    long most = quotas.maxRequestsPerSecond();
    if (most != Quotas.UNLIMITED && !rate.take(most)) {
      refused.incrementAndGet();
      throw new QuotaExceededException(entry.id(), "maxRequestsPerSecond", most, most + 1);
    }
    requests.incrementAndGet();
  }

  private void require(String limit, long allowed, long requested) {
    if (requested > allowed) {
      refused.incrementAndGet();
      throw new QuotaExceededException(entry.id(), limit, allowed, requested);
    }
  }

  /** Takes note that the writer has refused what it was given. */
  void countRefused() {
    refused.incrementAndGet();
  }

  long requests() {
    return requests.get();
  }

  long refused() {
    return refused.get();
  }

  int queries() {
    return queries.get();
  }

  /** Returns what the store holds; of one that is closed, what it held when it was closed. */
  synchronized Counted counted() {
    return budget == null ? counted : budget.counted();
  }

  /** Returns what is used; of a store that is closed, what it held when it was closed. */
  Usage usage() {
    Counted held = counted();
    return new Usage(
        profile.quotas(), held.vectors(), held.bytes(), requests(), refused(), queries());
  }

  /** Opens a store with a budget. */
  interface Opener {
    StoreEngine open(CatalogEntry entry, RowBudget budget);
  }

  /** Returns the store, and opens it first where it is closed. */
  synchronized StoreEngine engine(Opener opener) {
    requireThere();
    if (engine == null) {
      RowBudget fresh =
          new RowBudget(entry.id(), entry.schema().dimension(), () -> profile.quotas(), counted);
      engine = opener.open(entry, fresh);
      budget = fresh;
    }
    return engine;
  }

  /** Closes the store, if it is open. Returns what the catalog should know. */
  synchronized CatalogEntry close() {
    StoreEngine open = engine;
    if (open != null) {
      engine = null;
      open.close();
    }
    if (budget != null) {
      counted = budget.counted();
      budget = null;
    }
    return entry.withUsage(counted, requests(), refused());
  }

  /** Returns an entry whose count nobody will believe. */
  CatalogEntry uncounted() {
    return entry.withUsage(new Counted(-1, 0, 0), requests(), refused());
  }

  // The pool calls these under its own lock.

  void join() {
    users++;
  }

  void leave() {
    users--;
  }

  boolean isIdle() {
    return users == 0;
  }
}
