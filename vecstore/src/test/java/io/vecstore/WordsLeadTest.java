package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Explanation;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Under a filter that takes long to find its rows, rare words lead; what is found is the same
 * whatever leads.
 */
class WordsLeadTest {

  private static final int ROWS = 10_000;

  /** Tried on each of ten thousand different texts: half a millisecond. */
  private static final String PATTERN = "title REGEX '^t.*[02468]$'";

  private static final String LOOKUP = "lang = 'de'";

  private static VecStore store;

  @BeforeAll
  static void fill() {
    store = VecStore.inMemory(Schema.of(2, Metric.COSINE));
    store.ingest(
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    Document.of("d" + i, new float[] {1, i})
                        .withText(
                            (i % 100 == 7 ? "seldom " : "often ".repeat(1 + i % 3))
                                + (i % 2000 < 4 ? "rare " : "")
                                + "word"
                                + i % 7)
                        .withMetadata(Map.of("title", "t" + i, "lang", i % 3 == 0 ? "de" : "en"))));
    store.optimize();
    for (int i = 0; i < 40; i += 2) {
      store.delete("d" + 100 * i);
      store.upsert(
          Document.of("n" + i, new float[] {1, i})
              .withText("rare and new")
              .withMetadata(Map.of("title", "t" + i, "lang", "de")));
    }
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void whatLeadsIsToldAndIsWhateverTakesLess() {
    assertTrue(way("rare", PATTERN).contains("asked of the rows in their postings alone"));
    assertTrue(way("often", PATTERN).contains("looked up in the filter's"));
    assertTrue(way("rare", LOOKUP).contains("looked up in the filter's"));
    // Once its set is kept, the filter takes nothing any more.
    assertTrue(way("rare", PATTERN).contains("looked up in the filter's"));
    assertEquals(ROWS / 2000 * 2, rows("rare", "title REGEX '^t.*[13579]$'"));
  }

  private static Explanation led(String words, String filter) {
    Explanation whole = store.explain(Query.keywords(words).where(filter));
    return whole.parts().stream()
        .filter(part -> part.step().equals("keywords"))
        .flatMap(part -> part.parts().stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no keywords in\n" + whole));
  }

  private static String way(String words, String filter) {
    return led(words, filter).detail();
  }

  private static long rows(String words, String filter) {
    return led(words, filter).counts().get("rows accepted");
  }

  @Test
  void theSameIsFoundWhateverLeads() {
    for (String words :
        List.of("rare", "seldom", "rare seldom", "often word3", "\"rare word3\"", "nowhere")) {
      for (String text :
          List.of(
              PATTERN, LOOKUP, PATTERN + " AND " + LOOKUP, "NOT " + PATTERN, "title LIKE '%5_'")) {
        Filter filter = Filter.parse(text);
        Query all = Query.keywords(words).syntax().topK(ROWS);
        List<Hit> model =
            store.search(all).list().stream()
                .filter(hit -> filter.matches(hit.metadata()))
                .toList();
        List<Hit> found = store.search(all.where(filter)).list();
        assertEquals(ids(model), ids(found), words + " where " + text);
        for (int rank = 0; rank < found.size(); rank++) {
          assertEquals(model.get(rank).score(), found.get(rank).score(), 1e-6);
        }
      }
    }
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }

  @Test
  void aParameterWithoutAValueIsRefusedWhateverLeads() {
    for (String words : List.of("rare", "often", "nowhere")) {
      Query query = Query.keywords(words);
      assertThrows(
          InvalidInputException.class,
          () -> store.search(query.where(Filter.parse(PATTERN + " AND lang = :lang"))));
      assertThrows(
          InvalidInputException.class,
          () -> store.search(query.where(Filter.parse("lang = :lang"))));
    }
  }

  @Test
  void rowsAreReadUnderAFilterOneAfterTheOther() {
    Filter filter = Filter.parse(PATTERN + " AND " + LOOKUP);
    try (Stream<Document> lazy = store.scan(filter)) {
      assertEquals(store.count(filter), lazy.filter(d -> filter.matches(d.metadata())).count());
    }
    try (Stream<Document> all = store.scan("TRUE")) {
      assertEquals(store.count(filter), all.filter(d -> filter.matches(d.metadata())).count());
    }
  }
}
