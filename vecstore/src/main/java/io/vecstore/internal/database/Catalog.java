package io.vecstore.internal.database;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.VecStoreException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.tenant.NamespaceProfile;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import io.vecstore.internal.store.StoreReader;
import io.vecstore.internal.thread.OnOwnThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The names of a database and what they stand for: a store of its own, so that each change is one
 * log record, forced, all or nothing through any crash. All of it is kept in memory too. What is
 * changed here is changed at once: nothing else has to happen for a name to be there, or gone.
 */
final class Catalog implements AutoCloseable {

  static final Schema SCHEMA =
      Schema.of(1, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat()).withText(TextSpec.whitespace());

  /** The document that remembers the next number; no kind has its id. */
  private static final String NUMBERS = "numbers";

  private static final String NEXT = "next";

  /** No document has this id. */
  private static final String NOTHING = "nothing";

  private final StoreEngine engine;
  private final Durability durability;
  private final Map<String, CatalogEntry> entries = new TreeMap<>(); // guarded by this
  private long nextNumber; // guarded by this

  /** Reads what a store holds, which becomes the catalog's. */
  Catalog(StoreEngine engine, String origin) {
    this.engine = engine;
    this.durability = engine.durability();
    this.nextNumber =
        engine
            .reader()
            .get(NUMBERS)
            .map(document -> document.metadata().getLong(NEXT).orElse(1))
            .orElse(1L);
    for (CatalogEntry entry :
        OnOwnThread.call("vecstore-open", () -> read(engine.reader(), origin))) {
      entries.put(CatalogCodec.key(entry.kind(), entry.id()), entry);
    }
  }

  /** Returns the entries of a catalog, open or not. */
  static List<CatalogEntry> read(StoreReader reader, String origin) {
    try (Stream<Document> all = reader.scan(Filter.everything())) {
      return all.filter(document -> !document.id().equals(NUMBERS))
          .map(document -> CatalogCodec.decode(document, origin))
          .toList();
    }
  }

  /** Returns an entry, if there is one. */
  synchronized Optional<CatalogEntry> find(CatalogEntry.Kind kind, String id) {
    return Optional.ofNullable(entries.get(CatalogCodec.key(kind, id)));
  }

  /**
   * Returns an entry.
   *
   * @throws NotFoundException if there is none
   */
  synchronized CatalogEntry require(CatalogEntry.Kind kind, String id) {
    CatalogEntry entry = entries.get(CatalogCodec.key(kind, id));
    if (entry == null) {
      List<String> there = list(kind).stream().map(CatalogEntry::id).toList();
      throw new NotFoundException(
          kind.word(),
          id,
          there.isEmpty()
              ? "there is none yet"
              : "there are "
                  + there.size()
                  + ", among them "
                  + there.subList(0, Math.min(5, there.size())));
    }
    return entry;
  }

  /** Returns the entries of a kind, by id. */
  synchronized List<CatalogEntry> list(CatalogEntry.Kind kind) {
    return entries.values().stream().filter(entry -> entry.kind() == kind).toList();
  }

  /** Looks at all entries and at the store that holds them, while they do not change. */
  synchronized <T> T still(BiFunction<List<CatalogEntry>, StoreEngine, T> look) {
    return look.apply(List.copyOf(entries.values()), engine);
  }

  /** Returns the numbers of all directories that are in use. */
  synchronized List<Long> numbers() {
    return entries.values().stream().map(CatalogEntry::number).toList();
  }

  /**
   * Adds an entry, durably.
   *
   * @throws AlreadyExistsException if the id is taken
   */
  synchronized CatalogEntry create(
      CatalogEntry.Kind kind, Schema schema, NamespaceProfile profile) {
    requireFree(kind, profile.id());
    CatalogEntry entry = CatalogEntry.created(kind, nextNumber, schema, profile);
    engine.write(
        List.of(new Operation.Put(CatalogCodec.encode(entry)), new Operation.Put(afterNext())),
        durability);
    nextNumber++;
    entries.put(CatalogCodec.key(kind, profile.id()), entry);
    return entry;
  }

  private Document afterNext() {
    return after(1);
  }

  private Document after(int count) {
    return Document.of(NUMBERS, 1).withMetadata(Map.of(NEXT, nextNumber + count));
  }

  /** Takes numbers out of use, durably. Returns the first of them. */
  synchronized long reserve(int count) {
    engine.write(List.of(new Operation.Put(after(count))), durability);
    long first = nextNumber;
    nextNumber += count;
    return first;
  }

  /**
   * Puts other entries, whose stores are there, in the place of all, in one step. Returns those
   * that are gone.
   */
  synchronized List<CatalogEntry> replaceAll(List<CatalogEntry> others) {
    List<Operation> operations = new ArrayList<>();
    entries.keySet().forEach(key -> operations.add(new Operation.Delete(key)));
    others.forEach(entry -> operations.add(new Operation.Put(CatalogCodec.encode(entry))));
    if (!operations.isEmpty()) {
      engine.write(operations, durability);
    }
    List<CatalogEntry> gone = List.copyOf(entries.values());
    entries.clear();
    others.forEach(entry -> entries.put(CatalogCodec.key(entry.kind(), entry.id()), entry));
    return gone;
  }

  /**
   * Takes a number out of use, durably, for a store that is made before it has a name.
   *
   * @throws AlreadyExistsException if the id that it is meant for is taken
   */
  synchronized long reserve(CatalogEntry.Kind kind, String id) {
    requireFree(kind, id);
    engine.write(List.of(new Operation.Put(afterNext())), durability);
    return nextNumber++;
  }

  /**
   * Adds an entry for a store that is there, durably.
   *
   * @return whether it was added; not, where the id was taken meanwhile
   */
  synchronized boolean adopt(CatalogEntry entry) {
    String key = CatalogCodec.key(entry.kind(), entry.id());
    if (entries.containsKey(key)) {
      return false;
    }
    engine.write(List.of(new Operation.Put(CatalogCodec.encode(entry))), durability);
    entries.put(key, entry);
    return true;
  }

  private void requireFree(CatalogEntry.Kind kind, String id) {
    if (entries.containsKey(CatalogCodec.key(kind, id))) {
      throw new AlreadyExistsException(kind.word(), id);
    }
  }

  /**
   * Changes what is known of an entry, durably; its id and its number stay.
   *
   * @throws NotFoundException if there is none, or another has its id now
   */
  synchronized CatalogEntry change(
      CatalogEntry.Kind kind, String id, long number, UnaryOperator<CatalogEntry> edit) {
    CatalogEntry now = require(kind, id);
    if (now.number() != number) {
      throw new NotFoundException(kind.word(), id, "it was dropped");
    }
    CatalogEntry next = edit.apply(now);
    engine.write(List.of(new Operation.Put(CatalogCodec.encode(next))), durability);
    entries.put(CatalogCodec.key(kind, id), next);
    return next;
  }

  /**
   * Takes note of how much a namespace holds, unless it is gone. Not forced: what a crash loses is
   * counted again.
   */
  synchronized void note(CatalogEntry used) {
    String key = CatalogCodec.key(used.kind(), used.id());
    CatalogEntry now = entries.get(key);
    if (now == null || now.number() != used.number()) {
      return;
    }
    CatalogEntry next = now.withUsage(used.counted(), used.requests(), used.refused());
    if (!next.equals(now)) {
      engine.write(
          List.of(new Operation.Put(CatalogCodec.encode(next))),
          durability == Durability.EPHEMERAL ? durability : Durability.MANUAL);
      entries.put(key, next);
    }
  }

  /** Removes an entry, durably. Returns what it was. */
  synchronized CatalogEntry remove(CatalogEntry.Kind kind, String id) {
    CatalogEntry gone = require(kind, id);
    engine.write(List.of(new Operation.Delete(CatalogCodec.key(kind, id))), durability);
    entries.remove(CatalogCodec.key(kind, id));
    return gone;
  }

  /** Gives a collection another name, in one step. */
  synchronized void rename(CatalogEntry.Kind kind, String from, NamespaceProfile to) {
    CatalogEntry entry = require(kind, from);
    requireFree(kind, to.id());
    CatalogEntry renamed = entry.as(to);
    engine.write(
        List.of(
            new Operation.Delete(CatalogCodec.key(kind, from)),
            new Operation.Put(CatalogCodec.encode(renamed))),
        durability);
    entries.remove(CatalogCodec.key(kind, from));
    entries.put(CatalogCodec.key(kind, to.id()), renamed);
  }

  /** Exchanges what two names stand for, in one step. */
  synchronized void swap(CatalogEntry.Kind kind, String one, String other) {
    CatalogEntry first = require(kind, one);
    CatalogEntry second = require(kind, other);
    CatalogEntry newFirst = second.as(first.profile());
    CatalogEntry newSecond = first.as(second.profile());
    engine.write(
        List.of(
            new Operation.Put(CatalogCodec.encode(newFirst)),
            new Operation.Put(CatalogCodec.encode(newSecond))),
        durability);
    entries.put(CatalogCodec.key(kind, one), newFirst);
    entries.put(CatalogCodec.key(kind, other), newSecond);
  }

  /**
   * Starts the log of this session, which the first change would have to wait for: a file has to be
   * made for it. Fails without consequences; the first change finds out by itself.
   */
  void startLog() {
    try {
      engine.write(
          List.of(new Operation.Delete(NOTHING)),
          durability == Durability.EPHEMERAL ? durability : Durability.MANUAL);
    } catch (VecStoreException later) {
      // Reading works, and whoever changes something is told.
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
