package io.vecstore;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.internal.passage.PassageRow;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.TextSplitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store of which only texts are seen: a model makes the vectors. Safe from any thread, as the
 * store and the model are; the store stays the caller's to close.
 *
 * {@snippet file="DatabaseTour.java" region="texts"}
 */
public final class EmbeddedTexts {

  /** The field of a passage's metadata with the id of the document that it was cut from. */
  public static final String DOCUMENT = PassageRow.DOCUMENT;

  /** The field of a passage's metadata with its place in the document, from 0. */
  public static final String PASSAGE = PassageRow.PASSAGE;

  private static final int AT_ONCE = 100;

  private final VecStore store;
  private final Embedder embedder;

  private EmbeddedTexts(VecStore store, Embedder embedder) {
    this.store = store;
    this.embedder = embedder;
  }

  /**
   * Puts a model in front of a store.
   *
   * @throws SchemaMismatchException if the store has vectors of another dimension, or names another
   *     model
   */
  public static EmbeddedTexts of(VecStore store, Embedder embedder) {
    String found = store.schema().model().orElse(embedder.model());
    if (store.schema().dimension() != embedder.dimension() || !found.equals(embedder.model())) {
      throw new SchemaMismatchException(
          "the store has vectors of "
              + found
              + " with "
              + store.schema().dimension()
              + " components, "
              + embedder.model()
              + " makes "
              + embedder.dimension()
              + ": embed its texts anew, beside it");
    }
    return new EmbeddedTexts(store, embedder);
  }

  /**
   * Adds or replaces texts, a hundred at a time together.
   *
   * @param texts by id
   */
  public void add(Map<String, String> texts) {
    List<Map.Entry<String, String>> all = List.copyOf(texts.entrySet());
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Map.Entry<String, String>> some =
          all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<float[]> vectors = embed(some.stream().map(Map.Entry::getValue).toList());
      store.batch(
          batch -> {
            for (int i = 0; i < some.size(); i++) {
              batch.upsert(
                  Document.of(some.get(i).getKey(), vectors.get(i))
                      .withText(some.get(i).getValue()));
            }
          });
    }
  }

  /**
   * Adds or replaces a text with metadata.
   *
   * @param metadata as {@link io.vecstore.core.model.Metadata#of} takes it
   */
  public void add(String id, String text, Map<String, ?> metadata) {
    store.upsert(
        Document.of(id, embed(List.of(text)).getFirst()).withText(text).withMetadata(metadata));
  }

  /**
   * Cuts a long text into passages and adds them, in the place of those that it had before, all in
   * one step. Their ids are the document's with {@code #} and a number; their metadata has {@link
   * #DOCUMENT} and {@link #PASSAGE} beside what is given, and what {@link
   * io.vecstore.rag.PassageExpander} needs. Where the same texts come again and again, {@link
   * io.vecstore.rag.IngestPipeline} embeds only what has changed.
   *
   * @return how many passages it has
   */
  public int addPassages(
      String documentId, String text, TextSplitter splitter, Map<String, ?> metadata) {
    List<Chunk> chunks = splitter.split(text);
    List<float[]> vectors = embed(chunks.stream().map(Chunk::inContext).toList());
    Set<String> stale = new HashSet<>();
    try (Stream<Document> old = store.scan(PassageRow.of(documentId))) {
      old.map(Document::id).forEach(stale::add);
    }
    List<PassageRow> rows = PassageRow.of(documentId, text, chunks, chunk -> metadata);
    List<Document> passages = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      passages.add(rows.get(i).document(vectors.get(i)));
    }
    passages.forEach(passage -> stale.remove(passage.id()));
    store.batch(
        batch -> {
          stale.forEach(batch::delete);
          passages.forEach(batch::upsert);
        });
    return passages.size();
  }

  /** Returns the texts nearest to a question by meaning and by words. */
  public Hits search(String question, int k) {
    return store.search(query(question).topK(k));
  }

  /** Returns a question as a query by meaning and by words, to be given a filter for example. */
  public Query query(String question) {
    return Query.hybrid(embed(List.of(question)).getFirst(), question);
  }

  private List<float[]> embed(List<String> texts) {
    List<float[]> vectors = texts.isEmpty() ? List.of() : embedder.embed(texts);
    if (vectors.size() != texts.size()) {
      throw new InvalidInputException(
          embedder.model() + " made " + vectors.size() + " vectors of " + texts.size() + " texts");
    }
    return vectors;
  }
}
