package io.vecstore.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.RandomMetadata;
import io.vecstore.core.testkit.Forall;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The meaning of the language, case by case. */
class FilterMatcherTest {

  private static final long BIG = (1L << 53) + 1;

  private static Metadata document() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("n", 10);
    fields.put("x", 2.5);
    fields.put("big", BIG);
    fields.put("s", "10");
    fields.put("word", "Straße über 😀");
    fields.put("yes", true);
    fields.put("nothing", null);
    fields.put("empty", "");
    fields.put("none", List.of());
    fields.put("tags", List.of("red", "blue"));
    fields.put("mixed", Arrays.asList(1, "a", null, true));
    fields.put("at", Instant.parse("2024-02-03T12:30:00Z"));
    fields.put("author", Map.of("name", "Ann", "o", Map.of()));
    fields.put("items", List.of(Map.of("sku", "x", "qty", 1), Map.of("sku", "y", "qty", 5)));
    fields.put("home", Map.of("lat", 52.52, "lon", 13.40));
    fields.put("fiji", Map.of("lat", -17.8, "lon", 179.9));
    return Metadata.of(fields);
  }

  private static void assertTrueOf(String... filters) {
    for (String filter : filters) {
      assertEquals(true, Filter.parse(filter).matches(document()), filter);
      assertEquals(false, Filter.parse(filter).not().matches(document()), filter);
    }
  }

  private static void assertFalseOf(String... filters) {
    for (String filter : filters) {
      assertEquals(false, Filter.parse(filter).matches(document()), filter);
    }
  }

  @Test
  void numbersCompareExactlyAcrossTypes() {
    assertTrueOf("n = 10", "n = 10.0", "n < 10.5", "n > 9.999", "x > 2", "x < 3", "x = 2.5");
    assertTrueOf("big > 9007199254740992.0", "big = 9007199254740993", "big < 1e300");
    assertFalseOf("big = 9007199254740992.0", "n = 10.5", "x = 2", "big > 1e19");
    assertTrueOf("x = 2.5 AND n IN [1, 10.0]", "n BETWEEN 10 AND 10", "n BETWEEN 9.5 AND 10.5");
    assertFalseOf("n BETWEEN 11 AND 9");
  }

  @Test
  void valuesOfOtherTypesNeverMatch() {
    assertFalseOf("s = 10", "s > 9", "n = '10'", "n LIKE '10'", "yes = 'true'", "yes = 1");
    assertFalseOf("at > '2024-01-01'", "at = 1", "n CONTAINS 1", "yes > FALSE", "author = 'Ann'");
    assertTrueOf("s != 10", "n NOT LIKE '%'", "yes = TRUE", "yes != FALSE");
  }

  @Test
  void missingAndNullMeetNothingButWhatIsNegated() {
    for (String field : List.of("gone", "nothing", "author.gone", "n.x", "tags[9]")) {
      assertFalseOf(
          field + " = 1",
          field + " < 1",
          field + " IN [1]",
          field + " LIKE '%'",
          field + " CONTAINS 'x'",
          field + " BETWEEN 0 AND 1",
          field + " EXISTS",
          "ALL(" + field + ", @ = 1)",
          "LENGTH(" + field + ") >= 0");
      assertTrueOf(
          field + " != 1", field + " NOT IN [1]", field + " NOT LIKE '%'", field + " IS EMPTY");
    }
    assertTrueOf("gone IS MISSING", "nothing IS NULL", "nothing IS NOT MISSING", "nothing = NULL");
    assertFalseOf("gone IS NULL", "nothing IS MISSING", "n IS NULL", "n IS MISSING");
  }

  @Test
  void emptyIsWhatHoldsNothing() {
    assertTrueOf("empty IS EMPTY", "none IS EMPTY", "author.o IS EMPTY", "empty EXISTS");
    assertFalseOf("tags IS EMPTY", "author IS EMPTY", "n IS EMPTY", "s IS EMPTY");
  }

  @Test
  void arrayMeetsWhatAnyElementMeets() {
    assertTrueOf("tags = 'red'", "tags IN ['blue', 'x']", "tags LIKE 'r%'", "tags > 'h'");
    assertTrueOf("tags = 'red' AND tags = 'blue'", "tags[] = 'red'", "tags[1] = 'blue'");
    assertTrueOf("mixed = 1", "mixed = TRUE", "mixed[2] IS NULL", "mixed != 2");
    assertFalseOf("tags != 'red'", "tags[0] = 'blue'", "none = 1", "none != NULL AND none = 1");
    assertFalseOf("mixed IS NULL", "tags NOT IN ['red']");
  }

  @Test
  void containsLooksForElementsAndParts() {
    assertTrueOf("tags CONTAINS 'red'", "word CONTAINS 'aße'", "word CONTAINS ''");
    assertTrueOf("tags CONTAINS_ALL ['red', 'blue']", "tags CONTAINS_ANY ['x', 'red']");
    assertTrueOf("word CONTAINS_ALL ['S', 'ü']", "tags[] CONTAINS 're'", "mixed CONTAINS 1.0");
    assertTrueOf("tags CONTAINS_ALL []");
    assertFalseOf("tags CONTAINS 're'", "tags CONTAINS_ALL ['red', 'x']", "tags CONTAINS_ANY []");
    assertFalseOf("word CONTAINS 1", "gone CONTAINS_ALL []", "n CONTAINS_ALL []");
  }

  @Test
  void elementsAreCorrelated() {
    assertTrueOf("items[].sku = 'x' AND items[].qty > 3", "items[1].sku = 'y'");
    assertTrueOf("ANY(items, @.sku = 'y' AND @.qty > 3)", "ALL(items, @.qty > 0)");
    assertTrueOf("ALL(none, @ = 'whatever')", "ALL(tags, @ IN ['red', 'blue'])");
    assertFalseOf("ANY(items, @.sku = 'x' AND @.qty > 3)", "ALL(items, @.qty > 1)");
    assertFalseOf("ANY(none, TRUE)", "ANY(n, @ = 10)", "ALL(n, @ = 10)", "items.sku = 'x'");
  }

  @Test
  void textsComparePlainlyAndByPattern() {
    assertTrueOf("word STARTSWITH 'Stra'", "word ENDSWITH '😀'", "word LIKE '%_ber _'");
    assertTrueOf("word ILIKE 'STRA%ÜBER%'", "word REGEX 'ü.er'", "word MATCHES 'ÜBER'");
    assertTrueOf("word MATCHES 'straße, über'", "empty LIKE ''");
    assertTrueOf("LOWER(author.name) = 'ann'", "LENGTH(word) = 13", "LENGTH(tags) = 2");
    assertTrueOf("LENGTH(none) = 0", "LENGTH(empty) = 0", "LOWER(tags) IN ['red']");
    assertFalseOf("word LIKE 'Straße'", "word STARTSWITH 'stra'", "word MATCHES 'ber'");
    assertFalseOf("word MATCHES ''", "LENGTH(n) > 0", "LOWER(n) = 'a'");
  }

  @Test
  void textsAreOrderedByCodePoint() {
    Metadata smile = Metadata.of(Map.of("a", "😀"));
    assertEquals(true, Filter.parse("a > '\uFF61'").matches(smile));
    assertEquals(true, Filter.parse("a > ''").matches(smile));
    assertEquals(false, Filter.parse("a < 'z'").matches(smile));
  }

  @Test
  void momentsCompareWithMoments() {
    assertTrueOf("at > TIMESTAMP '2024-02-03T12:29:59.999999Z'", "at < DATE '2024-02-04'");
    assertTrueOf("DATE(at) = DATE '2024-02-03'", "DATE(at) <= TIMESTAMP '2024-02-03T00:00Z'");
    assertTrueOf("at = TIMESTAMP '2024-02-03T13:30:00+01:00'");
    assertFalseOf("at = DATE '2024-02-03'", "DATE(at) > DATE '2024-02-03'");
  }

  @Test
  void placesLieInAreas() {
    assertTrueOf("GEO_WITHIN(home, CIRCLE(52.5, 13.4, 3000))");
    assertTrueOf("GEO_WITHIN(home, BOX(52, 13, 53, 14))");
    assertTrueOf("GEO_WITHIN(home, POLYGON(52, 13, 53, 13, 53, 14, 52, 14))");
    assertTrueOf("GEO_WITHIN(fiji, BOX(-20, 179, -15, -179))");
    assertTrueOf("GEO_WITHIN(fiji, CIRCLE(-17.8, -179.9, 30000))");
    assertFalseOf("GEO_WITHIN(home, CIRCLE(52.5, 13.4, 1000))", "GEO_WITHIN(n, BOX(0,0,1,1))");
    assertFalseOf("GEO_WITHIN(home, POLYGON(52, 13, 53, 13, 53, 13.2))");
  }

  @Test
  void deMorganHoldsForEveryDocument() {
    Forall.cases(3_000)
        .check(
            random -> {
              RandomFilters filters = new RandomFilters(random);
              Metadata document = new RandomMetadata(random).document();
              Filter a = filters.filter();
              Filter b = filters.filter();
              boolean left = a.and(b).not().matches(document);
              assertEquals(left, a.not().or(b.not()).matches(document));
              assertEquals(!a.matches(document), a.not().matches(document));
            });
  }
}
