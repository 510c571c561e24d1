package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields of the metadata that are searched by words. */
class TextFieldsTest {

  private static final Schema SCHEMA =
      Schema.of(2, Metric.EUCLIDEAN)
          .withText(
              TextSpec.english()
                  .field("title", 3)
                  .field(TextField.of("doc.tags", AnalyzerSpec.simple(), 1)));

  @TempDir Path folder;

  private static void fill(VecStore store) {
    store.upsert(book("sea", "Ferries", "Ships that carry cars.", "boats", "north sea"));
    store.upsert(book("cars", "Driving", "Cars, lorries and ferries.", "roads"));
    store.upsert(book("none", "Running", "", "roads", "feet"));
  }

  private static Document book(String id, String title, String text, String... tags) {
    Document bare = Document.of(id, 1, 0);
    return (text.isEmpty() ? bare : bare.withText(text))
        .withMetadata(Map.of("title", title, "doc", Map.of("tags", List.of(tags))));
  }

  @Test
  void everyFieldIsSearchedInEveryState() {
    try (VecStore store = VecStore.open(folder, SCHEMA)) {
      fill(store);
      check(store);
    }
    try (VecStore store = VecStore.open(folder)) {
      check(store);
      store.optimize();
      check(store);
    }
    try (VecStore store = VecStore.open(folder, SCHEMA)) {
      check(store);
      assertEquals(List.of(), store.findings());
    }
  }

  private static void check(VecStore store) {
    assertEquals(
        List.of("sea", "cars"), ids(store, Query.keywords("ferry")), "title counts thrice");
    assertEquals(List.of("cars"), ids(store, Query.keywords("text:ferry").syntax()));
    assertEquals(List.of("sea"), ids(store, Query.keywords("title:ferry").syntax()));
    assertEquals(List.of("none"), ids(store, Query.keywords("run")), "it has no text");
    assertEquals(List.of("sea"), ids(store, Query.keywords("doc.tags:\"north sea\"").syntax()));
    assertEquals(List.of(), ids(store, Query.keywords("doc.tags:foot").syntax()), "not stemmed");
    assertEquals(List.of("none"), ids(store, Query.keywords("roads -title:drive").syntax()));
  }

  private static List<String> ids(VecStore store, Query query) {
    return store.search(query).ids();
  }

  @Test
  void theQueryMayWeighFieldsOtherwise() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      fill(store);
      Query ferry = Query.keywords("ferry");
      assertEquals(List.of("cars"), ids(store, ferry.boost("title", 0)));
      Hits once = store.search(ferry.boost("title", 1));
      Hits thrice = store.search(ferry);
      assertEquals(3 * score(once, "sea"), score(thrice, "sea"), 1e-5);
      assertEquals(score(once, "cars"), score(thrice, "cars"), 1e-6);
      Query named = Query.keywords("title:ferry").syntax().boost("title", 0);
      assertEquals(List.of("sea"), ids(store, named), "what is named is asked");
      InvalidInputException unknown =
          assertThrows(InvalidInputException.class, () -> store.search(ferry.boost("author", 2)));
      assertTrue(unknown.getMessage().contains("[text, title, doc.tags]"), unknown.getMessage());
      assertThrows(InvalidInputException.class, () -> ferry.boost("title", -1));
      assertThrows(InvalidInputException.class, () -> Query.nearest(1, 0).boost("title", 1));
    }
  }

  @Test
  void aNameThatIsNoFieldIsAWord() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      store.upsert(book("link", "Links", "see http://example.org there"));
      assertEquals(List.of("link"), ids(store, Query.keywords("+http://example.org").syntax()));
    }
  }

  @Test
  void snippetsMarkWhatTheTextWasAskedFor() {
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      fill(store);
      Query query = Query.keywords("title:cars text:ferry").syntax();
      assertEquals(
          "Cars, lorries and [ferries].",
          store.snippets(query, store.search(query).get(0)).getFirst().marked("[", "]"));
    }
  }

  @Test
  void otherFieldsAreAnotherSchema() {
    VecStore.open(folder, SCHEMA).close();
    Schema other = SCHEMA.withText(TextSpec.english().field("title", 2));
    SchemaMismatchException refused =
        assertThrows(SchemaMismatchException.class, () -> VecStore.open(folder, other));
    assertTrue(refused.getMessage().contains("field1 is 3.0 1.2 0.75 title"), refused.getMessage());
    assertTrue(refused.getMessage().contains("field2"), refused.getMessage());
    assertThrows(
        SchemaMismatchException.class, () -> VecStore.open(folder, Schema.of(2, Metric.EUCLIDEAN)));
  }

  @Test
  void namesAndNumbersAreChecked() {
    TextSpec spec = TextSpec.english().field("title", 1);
    assertThrows(InvalidInputException.class, () -> spec.field("title", 2));
    assertThrows(InvalidInputException.class, () -> spec.field("text", 2));
    assertThrows(InvalidInputException.class, () -> spec.field("a b", 2));
    assertThrows(InvalidInputException.class, () -> spec.field("a", 0));
    assertThrows(InvalidInputException.class, () -> spec.field("a", Double.NaN));
  }

  private static float score(Hits hits, String id) {
    return hits.stream().filter(hit -> hit.id().equals(id)).findFirst().orElseThrow().score();
  }
}
