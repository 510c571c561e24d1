package io.vecstore.internal.database;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.spi.LongWork;
import io.vecstore.internal.operation.Operation;
import io.vecstore.internal.store.StoreEngine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes one store out of another by giving each document a new vector, while the other is written
 * to. What is written meanwhile is taken down by id and made up for. What is there already, from a
 * run that was stopped, is not embedded again where text and metadata are the same. One thread.
 */
final class Reembedding implements AutoCloseable {

  private static final int AT_ONCE = 64;

  private final StoreEngine live;
  private final StoreEngine next;
  private final Function<List<Document>, List<float[]>> model;
  private final Set<String> touched = ConcurrentHashMap.newKeySet();
  private volatile boolean replaced; // by a return to a snapshot
  private long embedded;

  /**
   * Begins to follow what is written.
   *
   * @param next opens or makes the other store, once it is sure that no other run is under way
   * @throws io.vecstore.core.error.StoreStateException if one is
   */
  Reembedding(
      StoreEngine live, Supplier<StoreEngine> next, Function<List<Document>, List<float[]>> model) {
    this.live = live;
    this.model = model;
    live.follow(this::takeDown);
    try {
      this.next = next.get();
    } catch (RuntimeException | Error notThere) {
      live.unfollow();
      throw notThere;
    }
  }

  private void takeDown(List<Operation> operations) {
    replaced |= operations.isEmpty();
    for (Operation operation : operations) {
      touched.add(
          switch (operation) {
            case Operation.Put(Document document) -> document.id();
            case Operation.Delete(String id) -> id;
            case Operation.Hide(String id, long _) -> id;
            case Operation.Unhide(String id) -> id;
            case Operation.Purge(String id) -> id;
          });
    }
  }

  /** Returns how many documents were embedded. */
  long embedded() {
    return embedded;
  }

  /** Brings over all that is there, as one view has it, and takes away what is not. */
  void bringOver() {
    replaced = false;
    LongWork told = LongWork.begin("embedding anew", "documents", live.reader().count());
    List<Document> some = new ArrayList<>();
    try (Stream<Document> all = live.reader().scan(Filter.everything())) {
      for (Iterator<Document> each = all.iterator(); each.hasNext(); ) {
        Document document = each.next();
        if (!isThere(document)) {
          some.add(document);
        }
        if (some.size() == AT_ONCE) {
          write(some, List.of());
          some.clear();
        }
        told.advance(1);
      }
    }
    write(some, List.of());
    told.end();
    takeAway();
  }

  private boolean isThere(Document document) {
    Optional<Document> known = next.reader().get(document.id());
    return known.isPresent()
        && known.get().text().equals(document.text())
        && known.get().metadata().equals(document.metadata());
  }

  private void takeAway() {
    List<String> gone = new ArrayList<>();
    try (Stream<Document> all = next.reader().scan(Filter.everything())) {
      all.map(Document::id).filter(id -> live.reader().get(id).isEmpty()).forEach(gone::add);
    }
    for (int from = 0; from < gone.size(); from += AT_ONCE) {
      write(List.of(), gone.subList(from, Math.min(gone.size(), from + AT_ONCE)));
    }
  }

  /** Makes up for what was written since. Returns how many documents that were. */
  int catchUp() {
    if (replaced) {
      bringOver();
    }
    List<String> ids = List.copyOf(touched);
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Document> changed = new ArrayList<>();
      List<String> gone = new ArrayList<>();
      for (String id : ids.subList(from, Math.min(ids.size(), from + AT_ONCE))) {
        touched.remove(id); // first: who writes it after the look puts it in again
        live.reader().get(id).ifPresentOrElse(changed::add, () -> gone.add(id));
      }
      write(changed.stream().filter(document -> !isThere(document)).toList(), gone);
    }
    return ids.size();
  }

  private void write(List<Document> documents, List<String> gone) {
    List<Operation> operations = new ArrayList<>();
    gone.forEach(id -> operations.add(new Operation.Delete(id)));
    if (!documents.isEmpty()) {
      List<float[]> vectors = model.apply(List.copyOf(documents));
      if (vectors.size() != documents.size()) {
        throw new InvalidInputException(
            "the model made " + vectors.size() + " vectors of " + documents.size() + " documents");
      }
      for (int i = 0; i < documents.size(); i++) {
        Document document = documents.get(i);
        Document anew =
            Document.of(document.id(), vectors.get(i)).withMetadata(document.metadata());
        operations.add(new Operation.Put(document.text().map(anew::withText).orElse(anew)));
      }
      embedded += documents.size();
    }
    if (!operations.isEmpty()) {
      next.write(operations);
    }
  }

  /** Follows no longer. */
  @Override
  public void close() {
    if (!live.isClosed()) {
      live.unfollow();
    }
  }
}
