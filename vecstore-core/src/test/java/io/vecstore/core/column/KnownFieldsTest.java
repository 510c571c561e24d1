package io.vecstore.core.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.KnownFields;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.spi.MemorySections;
import java.lang.foreign.Arena;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownFieldsTest {

  private static final List<Metadata> DOCUMENTS =
      List.of(
          Metadata.of(Map.of("year", 2020, "title", "x", "tags", List.of("a"), "none", List.of())),
          Metadata.of(Map.of("year", 2.5, "at", Instant.EPOCH, "author", Map.of("name", "Ann"))),
          Metadata.of(Map.of("items", List.of(Map.of("sku", "x", "qty", 1)), "ok", true)));

  private static KnownFields active() {
    ActiveColumns columns = new ActiveColumns();
    DOCUMENTS.forEach(document -> columns.add(columns.rows(), document));
    return columns.knownFields();
  }

  @Test
  void sealedAndGrowingColumnsKnowTheSame() {
    Iterator<Metadata> documents = DOCUMENTS.iterator();
    MemorySections sections =
        new MemorySections("test", SealedColumns.build(documents), Arena.ofAuto());
    assertEquals(active(), SealedColumns.open(sections, 3).knownFields());
  }

  @Test
  void segmentsTogetherKnowWhatEachKnows() {
    KnownFields all =
        DOCUMENTS.stream()
            .map(
                document -> {
                  ActiveColumns columns = new ActiveColumns();
                  columns.add(0, document);
                  return columns.knownFields();
                })
            .reduce(KnownFields::or)
            .orElseThrow();
    assertEquals(active(), all);
  }

  @Test
  void knownFieldsAndTypesPass() {
    for (String text :
        List.of(
            "year > 2000 AND year < 2020.5",
            "title LIKE 'x%' OR LENGTH(title) = 1",
            "tags = 'a' AND tags[0] = 'a' AND tags CONTAINS 'a' AND LENGTH(tags) > 0",
            "author.name = 'Ann' AND author IS NOT MISSING",
            "ANY(items, @.sku = 'x' AND @.qty = 1) AND items[].qty < 3",
            "none = 1 AND ok = TRUE AND DATE(at) = DATE '1970-01-01'",
            "title = :anything")) {
      Filter filter = Filter.parse(text, active());
      assertEquals(filter, active().check(Filter.parse(text)));
    }
  }

  @Test
  void misspeltFieldIsShownWithTheOneThatIsMeant() {
    assertError(
        """
        unknown field "yaer"; did you mean "year"? (column 16)
          title = 'x' OR yaer > 2000
                         ^\
        """,
        "title = 'x' OR yaer > 2000");
    assertError(
        """
        unknown field "author.nam"; did you mean "name"? (column 1)
          author.nam = 'x'
          ^\
        """,
        "author.nam = 'x'");
    assertError(
        """
        unknown field "@.quantity" (column 12)
          ANY(items, @.quantity = 1)
                     ^\
        """,
        "ANY(items, @.quantity = 1)");
    assertError(
        """
        unknown field "year[0]"; no array is there (column 1)
          year[0] = 1
          ^\
        """,
        "year[0] = 1");
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    assertError(
        """
        the field "year" holds numbers, not text (column 1)
          year = '2020'
          ^\
        """,
        "year = '2020'");
    assertError(
        """
        the field "at" holds timestamps, not text (column 5)
          NOT at > '2020-01-01'
              ^\
        """,
        "NOT at > '2020-01-01'");
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> active().check(Filter.field("tags").contains(1).and(Filter.everything())))
            .getMessage();
    assertEquals("the field \"tags\" holds text, not numbers, in tags CONTAINS 1", message);
  }

  private static void assertError(String message, String text) {
    FilterSyntaxException error =
        assertThrows(FilterSyntaxException.class, () -> Filter.parse(text, active()));
    assertEquals(message, error.getMessage());
  }
}
