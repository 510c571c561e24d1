package io.vecstore.rag;

import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.internal.passage.PassageRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One run of a pipeline. For one thread. */
final class IngestRun {

  private final VecStore store;
  private final Embedder embedder;
  private final IngestPipeline.Steps steps;
  private final Set<String> seen = new HashSet<>();
  private final List<DocumentChange> pending = new ArrayList<>();
  private final Map<String, float[]> vectors = new HashMap<>();
  private final Map<String, String> unknown = new LinkedHashMap<>();
  private IngestProgress progress = IngestProgress.NONE;

  IngestRun(VecStore store, Embedder embedder, IngestPipeline.Steps steps) {
    this.store = store;
    this.embedder = embedder;
    this.steps = steps;
  }

  /** Takes a text; writes it once there is enough to embed. */
  void take(SourceText source) {
    if (!seen.add(source.id())) {
      flush(); // it is there twice: the second has to see what the first wrote
    }
    List<PassageRow> rows =
        PassageRow.of(
            source.id(),
            source.text(),
            steps.splitter().apply(source),
            chunk -> steps.fields().apply(source, chunk));
    DocumentChange change = DocumentChange.of(source, rows, store);
    vectors.putAll(change.vectors());
    for (PassageRow row : change.outdated()) {
      if (!vectors.containsKey(row.hash())) {
        unknown.put(row.hash(), row.chunk().inContext());
      }
    }
    pending.add(change);
    if (unknown.size() >= steps.atOnce() || pending.size() >= steps.atOnce()) {
      flush();
    }
  }

  /** Writes what was taken. */
  IngestProgress end() {
    flush();
    return progress;
  }

  /** Deletes the passages of all texts that were not taken. */
  IngestProgress removeOthers() {
    Set<String> others = new HashSet<>();
    try (Stream<Document> all = store.scan(PassageRow.all())) {
      all.forEach(
          passage -> passage.metadata().getText(PassageRow.DOCUMENT).ifPresent(others::add));
    }
    others.removeAll(seen);
    for (String gone : others) {
      progress = progress.removing(store.deleteWhere(PassageRow.of(gone)));
      steps.listener().accept(progress);
    }
    return progress;
  }

  private void flush() {
    embed();
    for (DocumentChange change : pending) {
      write(change);
    }
    pending.clear();
    vectors.clear();
  }

  private void embed() {
    List<Map.Entry<String, String>> texts = new ArrayList<>(unknown.entrySet());
    for (int from = 0; from < texts.size(); from += steps.atOnce()) {
      List<Map.Entry<String, String>> some =
          texts.subList(from, Math.min(texts.size(), from + steps.atOnce()));
      List<float[]> made = embedder.embed(some.stream().map(Map.Entry::getValue).toList());
      if (made.size() != some.size()) {
        throw new InvalidInputException(
            embedder.model() + " made " + made.size() + " vectors of " + some.size() + " texts");
      }
      for (int i = 0; i < some.size(); i++) {
        vectors.put(some.get(i).getKey(), made.get(i));
      }
      progress = progress.embedding(some.size());
    }
    unknown.clear();
  }

  private void write(DocumentChange change) {
    List<PassageRow> outdated = change.outdated();
    List<String> vanished = change.vanished();
    List<Document> documents = new ArrayList<>();
    for (PassageRow row : outdated) {
      float[] vector = vectors.get(row.hash());
      if (vector == null) {
        throw new IllegalStateException("a passage was not embedded: " + row.id());
      }
      documents.add(row.document(vector));
    }
    store.batch(
        batch -> {
          vanished.forEach(batch::delete);
          documents.forEach(batch::upsert);
        });
    progress =
        progress.after(
            change.source().id(), change.rows().size(), documents.size(), vanished.size());
    steps.listener().accept(progress);
  }
}
