package io.vecstore.mistake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a caller can get wrong: a typed error that says what was expected, soon, and an
 * unchanged store.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  private static final Document KEPT =
      Document.of("kept", 1, 2, 3).withText("kept text").withMetadata(java.util.Map.of("a", 1));

  private VecStore store;
  private Path temp;

  static List<Mistake> mistakes() {
    return Stream.of(BadDocuments.rows(), BadQueries.rows(), BadPlaces.rows())
        .flatMap(List::stream)
        .toList();
  }

  @BeforeAll
  void open(@TempDir Path temp) {
    store = VecStore.open(temp.resolve("store"), Schema.of(3, Metric.COSINE));
    store.upsert(KEPT);
    store.snapshots().create("here");
    this.temp = temp;
  }

  @AfterAll
  void close() {
    store.upsert(Document.of("after", 3, 2, 1));
    assertEquals(2, store.count());
    store.close();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsATypedErrorAndChangesNothing(Mistake mistake) throws Exception {
    Path beside = Files.createTempDirectory(temp, "beside");
    RuntimeException error =
        assertTimeout(
            Duration.ofSeconds(5),
            () -> assertThrows(mistake.type(), () -> mistake.call().on(store, beside)));
    try {
      assertEquals(1, store.count());
      assertEquals(KEPT, store.get("kept").orElseThrow());
      assertEquals(Set.of(), store.deleted().keySet());
      assertEquals(1, store.snapshots().list().size());
    } finally {
      tidy();
    }
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(mistake.words()), message);
    assertTrue(message.length() < 1_000, () -> "too long: " + message.length());
    assertTrue(Files.notExists(beside.resolve("new")), "a store was created all the same");
  }

  /** One row that goes wrong should not take the next ones with it. */
  private void tidy() {
    try (Stream<Document> all = store.scan("TRUE")) {
      all.map(Document::id).toList().forEach(store::delete);
    }
    store.upsert(KEPT);
  }

  @Test
  void theTableIsLong() {
    Set<String> names = mistakes().stream().map(Mistake::name).collect(Collectors.toSet());
    assertEquals(mistakes().size(), names.size(), "two rows of one name");
    assertTrue(names.size() >= 120, names.size() + " rows");
    System.out.println("hostile inputs: " + names.size());
  }
}
