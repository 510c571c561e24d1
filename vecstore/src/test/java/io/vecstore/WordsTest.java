package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.text.highlight.Snippet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store can do with words, beside finding them. */
class WordsTest {

  private final VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE));

  @BeforeEach
  void fill() {
    put("a", "Solid-state batteries charge in ten minutes. Their price falls slowly.");
    put("b", "The battery of a car is charged at night.");
    put("c", "Solid fuel burns. Nobody charges it.");
    put("d", "Nothing about the matter.");
  }

  private void put(String id, String text) {
    store.upsert(Document.of(id, new float[] {1, 0}).withText(text));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void operatorsMeanSomethingOnlyInASyntax() {
    Query literal = Query.keywords("+battery -solid");
    assertEquals(Set.of("a", "b", "c"), ids(literal));
    assertEquals(Set.of("b"), ids(literal.syntax()));
    assertEquals(Set.of("a"), ids(Query.keywords("\"solid state\" OR pric*").syntax()));
    assertEquals(Set.of("b", "a"), ids(Query.keywords("batterie~").syntax()));
    assertTrue(literal.syntax().hasSyntax());
  }

  private Set<String> ids(Query query) {
    return Set.copyOf(store.search(query).ids());
  }

  @Test
  void wrongSyntaxIsShown() {
    Query wrong = Query.keywords("(battery").syntax();
    assertThrows(InvalidInputException.class, () -> store.search(wrong));
    assertThrows(InvalidInputException.class, () -> Query.nearest(1, 0).syntax());
  }

  @Test
  void hybridQueriesHaveASyntaxToo() {
    Query query = Query.hybrid(new float[] {1, 0}, "+battery -solid").syntax();
    assertEquals("b", store.search(query).get(0).id());
  }

  @Test
  void snippetsMarkWhatWasAsked() {
    Query query = Query.keywords("price of batteries");
    Hit hit = store.search(query).get(0);
    assertEquals("a", hit.id());
    List<Snippet> snippets = store.snippets(query, hit);
    String all = String.join(" ", snippets.stream().map(s -> s.marked("<", ">")).toList());
    assertEquals("Solid-state <batteries> charge in ten minutes. Their <price> falls slowly.", all);
    assertEquals(List.of(), store.snippets(Query.nearest(1, 0), hit));
  }

  @Test
  void termsAreCompletedAndCorrected() {
    assertEquals(List.of("charg"), store.completions("the char", 3));
    assertEquals(List.of("solid"), store.corrections("sollid", 3));
    assertEquals(List.of(), store.completions("", 3));
  }

  @Test
  void hitsEndWhereScoresFall() {
    for (int i = 0; i < 8; i++) {
      put("x" + i, "battery solid price filler word" + i);
    }
    put("y", "night");
    Query query = Query.keywords("battery solid price night");
    int all = store.search(query).size();
    int cut = store.search(query.autocut(1)).size();
    assertTrue(cut > 0 && cut < all, cut + " of " + all);
    assertThrows(InvalidInputException.class, () -> query.autocut(-1));
  }
}
