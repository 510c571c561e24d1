package io.vecstore.rag;

import io.vecstore.VecStore;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.internal.passage.PassageRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a text says now, beside what the store has of it.
 *
 * @param source the text
 * @param rows its passages now
 * @param stored its passages in the store, by id
 */
record DocumentChange(SourceText source, List<PassageRow> rows, Map<String, Document> stored) {

  static DocumentChange of(SourceText source, List<PassageRow> rows, VecStore store) {
    Map<String, Document> stored = new LinkedHashMap<>();
    Filter its = PassageRow.of(source.id());
    try (Stream<Document> passages = store.scan(its)) {
      passages.forEach(passage -> stored.put(passage.id(), passage));
    }
    return new DocumentChange(source, rows, stored);
  }

  /** Returns the passages that the store does not have as they are: new, changed or moved. */
  List<PassageRow> outdated() {
    List<PassageRow> outdated = new ArrayList<>();
    for (PassageRow row : rows) {
      Document kept = stored.get(row.id());
      if (kept == null || !row.isIn(kept)) {
        outdated.add(row);
      }
    }
    return outdated;
  }

  /** Returns the ids of stored passages that the text does not have any more. */
  List<String> vanished() {
    List<String> vanished = new ArrayList<>(stored.keySet());
    rows.forEach(row -> vanished.remove(row.id()));
    return vanished;
  }

  /** Returns the vectors of the stored passages, by the fingerprint of what was embedded. */
  Map<String, float[]> vectors() {
    Map<String, float[]> vectors = new HashMap<>();
    for (Document passage : stored.values()) {
      vectors.put(PassageRow.hash(passage.metadata()), passage.vector());
    }
    return vectors;
  }
}
