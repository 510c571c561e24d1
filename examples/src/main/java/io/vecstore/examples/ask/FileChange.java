package io.vecstore.examples.ask;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one file says now, beside what the store knows of it.
 *
 * @param file the name of the file
 * @param modified when it was changed last
 * @param passages its passages now; none where the file is gone
 * @param known its passages in the store, by id
 */
record FileChange(String file, Instant modified, List<Passage> passages, Map<String, Known> known) {

  /** A passage in the store: the fingerprint of its text, and where it begins in the file. */
  record Known(String hash, int start, int line) {

    static Known of(Passage passage) {
      return new Known(passage.hash(), passage.chunk().start(), passage.line());
    }
  }

  /** Returns the passages whose text the store has no vector for, one for each text. */
  List<Passage> unknown() {
    Set<String> hashes = new HashSet<>();
    known.values().forEach(passage -> hashes.add(passage.hash()));
    return passages.stream().filter(passage -> hashes.add(passage.hash())).toList();
  }

  /** Returns the passages that the store does not have as they are: new, changed or moved. */
  List<Passage> outdated() {
    return passages.stream()
        .filter(passage -> !Known.of(passage).equals(known.get(passage.id())))
        .toList();
  }

  /** Returns the ids of stored passages that the file does not have any more. */
  List<String> vanished() {
    Set<String> vanished = new HashSet<>(known.keySet());
    passages.forEach(passage -> vanished.remove(passage.id()));
    return vanished.stream().sorted().toList();
  }

  /** Returns the id of a stored passage with the same text, if there is one. */
  Optional<String> storedId(Passage passage) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().hash().equals(passage.hash()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
