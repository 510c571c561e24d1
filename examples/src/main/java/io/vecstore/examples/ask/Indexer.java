package io.vecstore.examples.ask;

import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.examples.ask.FileChange.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps a store in step with a folder. A passage whose text is unchanged keeps its vector, wherever
 * it moves within its file; each file is one batch, so that nobody reads half of it, and a run that
 * was stopped is continued by the next.
 */
public final class Indexer {

  private static final int EMBEDDED_AT_ONCE = 8;

  private final VecStore store;
  private final Embedder embedder;
  private final Screen screen;

  /**
   * What a run did.
   *
   * @param files the files that were read
   * @param passages the passages they have
   * @param embedded the passages that were new or changed
   * @param removed the stored passages that were gone
   */
  public record Report(int files, int passages, int embedded, int removed) {}

  /** Prepares runs; the vectors of the embedder have the dimension of the store. */
  public Indexer(VecStore store, Embedder embedder, Screen screen) {
    this.store = store;
    this.embedder = embedder;
    this.screen = screen;
  }

  /** Brings the store to what the files say now. */
  public Report update(Corpus corpus) {
    List<FileChange> changes = changes(corpus);
    int unknown = changes.stream().mapToInt(change -> change.unknown().size()).sum();
    try (ProgressBar bar = new ProgressBar(screen, unknown)) {
      changes.forEach(change -> apply(change, bar));
    }
    return new Report(
        corpus.names().size(),
        changes.stream().mapToInt(change -> change.passages().size()).sum(),
        unknown,
        changes.stream().mapToInt(change -> change.vanished().size()).sum());
  }

  private List<FileChange> changes(Corpus corpus) {
    Map<String, Map<String, Known>> known = known();
    List<FileChange> changes = new ArrayList<>();
    for (String name : corpus.names()) {
      List<Passage> passages = Passage.of(name, corpus.text(name));
      Map<String, Known> before = known.remove(name);
      changes.add(
          new FileChange(
              name, corpus.modified(name), passages, before == null ? Map.of() : before));
    }
    known.forEach(
        (gone, before) -> changes.add(new FileChange(gone, Instant.EPOCH, List.of(), before)));
    return changes;
  }

  /** Returns the passages in the store, by file and id. */
  private Map<String, Map<String, Known>> known() {
    Map<String, Map<String, Known>> known = new TreeMap<>();
    try (Stream<Document> all = store.scan("file EXISTS")) {
      all.forEach(
          document -> {
            Metadata metadata = document.metadata();
            known
                .computeIfAbsent(metadata.getText("file").orElseThrow(), file -> new TreeMap<>())
                .put(
                    document.id(),
                    new Known(
                        metadata.getText("hash").orElseThrow(),
                        (int) metadata.getLong("start").orElseThrow(),
                        (int) metadata.getLong("line").orElse(0)));
          });
    }
    return known;
  }

  private void apply(FileChange change, ProgressBar bar) {
    Map<String, float[]> embedded = embed(change, bar);
    List<Document> documents = new ArrayList<>();
    for (Passage passage : change.outdated()) {
      float[] fresh = embedded.get(passage.hash());
      float[] vector = fresh == null ? stored(change, passage) : fresh;
      documents.add(passage.document(vector, change.modified()));
    }
    store.batch(
        batch -> {
          documents.forEach(batch::upsert);
          change.vanished().forEach(batch::delete);
        });
  }

  /** Returns the vector of a passage that the store has, under whatever id. */
  private float[] stored(FileChange change, Passage passage) {
    return change.storedId(passage).flatMap(store::get).orElseThrow().vector();
  }

  /** Returns the vectors of the passages that the store does not know, by fingerprint. */
  private Map<String, float[]> embed(FileChange change, ProgressBar bar) {
    List<Passage> unknown = change.unknown();
    Map<String, float[]> vectors = new HashMap<>();
    for (int from = 0; from < unknown.size(); from += EMBEDDED_AT_ONCE) {
      List<Passage> some = unknown.subList(from, Math.min(unknown.size(), from + EMBEDDED_AT_ONCE));
      List<float[]> found =
          embedder.embed(some.stream().map(passage -> passage.chunk().inContext()).toList());
      for (int i = 0; i < some.size(); i++) {
        vectors.put(some.get(i).hash(), found.get(i));
      }
      bar.advance(some.size(), change.file());
    }
    return vectors;
  }
}
