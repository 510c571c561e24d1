package io.vecstore.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterParserTest {

  @Test
  void printedFilterParsesToAnEqualOne() {
    Forall.cases(5_000)
        .check(
            random -> {
              Filter filter = new RandomFilters(random).filter();
              String text = filter.toString();
              Filter again = Filter.parse(text);
              assertEquals(filter, again, text);
              assertEquals(text, again.toString());
            });
  }

  @Test
  void textAndBuilderGiveTheSameFilter() {
    assertSame("year >= 2020", Filter.field("year").atLeast(2020));
    assertSame("year != 2020", Filter.field("year").notEqualTo(2020));
    assertSame("NOT year = 2020", Filter.field("year").notEqualTo(2020));
    assertSame("a < 1 AND b > 1.5", Filter.field("a").lessThan(1).and(b().greaterThan(1.5)));
    assertSame("a <= 1 || NOT (b = TRUE && TRUE)", orOfNot());
    assertSame("lang IN ('en', \"de\")", Filter.field("lang").in("en", "de"));
    assertSame("lang NOT IN [1]", Filter.field("lang").notIn(1));
    assertSame("lang NIN [1]", Filter.field("lang").in(List.of(1)).not());
    assertSame("n BETWEEN 1 AND 2", Filter.field("n").between(1, 2));
    assertSame("n NOT BETWEEN 1 AND 2", Filter.field("n").between(1, 2).not());
    assertSame("tags CONTAINS 'x'", Filter.field("tags").contains("x"));
    assertSame("tags CONTAINS_ANY ['x', 1]", Filter.field("tags").containsAny("x", 1));
    assertSame("tags CONTAINS_ALL ('x')", Filter.field("tags").containsAll("x"));
    assertSame("s STARTSWITH 'a'", Filter.field("s").startsWith("a"));
    assertSame("s STARTS_WITH 'a'", Filter.field("s").startsWith("a"));
    assertSame("s ENDSWITH 'a'", Filter.field("s").endsWith("a"));
    assertSame("s LIKE 'a\\%%'", Filter.field("s").like("a\\%%"));
    assertSame("s LIKE 'a!%%' ESCAPE '!'", Filter.field("s").like("a\\%%"));
    assertSame("s ILIKE 'a'", Filter.field("s").likeIgnoringCase("a"));
    assertSame("s REGEX '^a+'", Filter.field("s").regex("^a+"));
    assertSame("s MATCHES 'two words'", Filter.field("s").matches("two words"));
    assertSame("a.b[0].`c d`[] = 1", Filter.field("a.b[0].`c d`[]").equalTo(1));
    assertSame("EXISTS(a) AND b EXISTS", Filter.field("a").exists().and(b().exists()));
    assertSame("a IS NULL OR a = NULL", Filter.field("a").isNull().or(Filter.field("a").isNull()));
    assertSame("a IS NOT MISSING", Filter.field("a").isMissing().not());
    assertSame("a IS EMPTY", Filter.field("a").isEmpty());
    assertSame(
        "ANY(items, @.sku = 'x' AND @.n > 3)",
        Filter.field("items")
            .any(Filter.field("@.sku").equalTo("x").and(Filter.field("@.n").greaterThan(3))));
    assertSame("ALL(t, @ = 1)", Filter.field("t").all(Filter.element().equalTo(1)));
    assertSame("LENGTH(a) > 3", Filter.field("a").length().greaterThan(3));
    assertSame("LOWER(a) = 'x'", Filter.field("a").lower().equalTo("x"));
    Instant day = Instant.parse("2024-02-03T00:00:00Z");
    assertSame("DATE(a) = DATE '2024-02-03'", Filter.field("a").date().equalTo(day));
    assertSame("a = TIMESTAMP '2024-02-03T01:00+01:00'", Filter.field("a").equalTo(day));
    assertSame("a = TIMESTAMP '2024-02-03T00:00:00'", Filter.field("a").equalTo(day));
    Area circle = new Area.Circle(new Area.Point(52.5, 13.4), 1000);
    assertSame("GEO_WITHIN(p, CIRCLE(52.5, 13.4, 1000))", Filter.field("p").within(circle));
    assertSame("WHERE a == 1", Filter.field("a").equalTo(1));
    assertSame("(((a = 1)))", Filter.field("a").equalTo(1));
    assertSame("NOT NOT a = 1", Filter.field("a").equalTo(1));
    assertSame("a=-1", Filter.field("a").equalTo(-1));
    assertSame("length = 1 and date = 2 and `and` = 3", fieldsNamedAsKeywords());
    assertSame(
        "a = 'it''s' AND b = \"\\\"\\n\"",
        Filter.field("a").equalTo("it's").and(b().equalTo("\"\n")));
  }

  private static Field b() {
    return Filter.field("b");
  }

  private static Filter orOfNot() {
    return Filter.field("a").atMost(1).or(b().equalTo(true).and(Filter.everything()).not());
  }

  private static Filter fieldsNamedAsKeywords() {
    return Filter.and(
        List.of(
            Filter.field("length").equalTo(1),
            Filter.field("date").equalTo(2),
            Filter.field("`and`").equalTo(3)));
  }

  private static void assertSame(String text, Filter built) {
    assertEquals(built, Filter.parse(text), text);
  }

  @Test
  void valuesOfParametersAreNeverReadAsText() {
    Filter open = Filter.parse("tenant = :t AND NOT name IN :names AND n > :n");
    String evil = "x' OR 1 = 1 --";
    Filter bound = open.bind(Map.of("t", evil, "names", Set.of(evil), "n", 3));
    Filter wanted =
        Filter.field("tenant")
            .equalTo(evil)
            .and(Filter.field("name").notIn(evil))
            .and(Filter.field("n").greaterThan(3));
    assertEquals(wanted, bound);
    assertEquals(
        wanted, Filter.parse("tenant=? and name not in ? and n>?").bind(evil, List.of(evil), 3));
    assertEquals(open, Filter.parse(open.toString()));
  }

  @Test
  void parametersMustFit() {
    Filter open = Filter.parse("a = :x AND b IN :list");
    assertRefused("the parameter :list has no value", () -> open.bind(Map.of("x", 1)));
    assertRefused(
        "a value for the parameter :y, which the filter lacks",
        () -> open.bind(Map.of("x", 1, "list", List.of(), "y", 2)));
    assertRefused(
        "the parameter :list stands for a list; bind a List or Set",
        () -> open.bind(Map.of("x", 1, "list", 1)));
    assertRefused(
        "the parameter :x: an array to compare with, expected text, number, boolean or moment",
        () -> open.bind(Map.of("x", List.of(), "list", List.of())));
    assertRefused(
        "the parameter ?1: nothing equals null; ask with IS NULL",
        () -> Filter.parse("a = ?").bind(new Object[] {null}));
    assertRefused("the parameter ?2 has no value", () -> Filter.parse("a = ? OR b = ?").bind(1));
    assertRefused(
        "the parameter :x has no value; bind it",
        () -> open.matches(io.vecstore.core.model.Metadata.empty()));
    assertRefused(
        "the pattern ends with its escape character",
        () -> Filter.parse("a LIKE :p").bind(Map.of("p", "x\\")));
    assertRefused("LIKE takes a text, found a long", () -> Filter.parse("a LIKE ?").bind(1));
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable action) {
    assertEquals(message, assertThrows(InvalidInputException.class, action).getMessage());
  }

  @Test
  void textAfterTheFilterIsAnError() {
    for (String text :
        List.of("a = 1 b = 2", "a = 1) OR x = 2", "a = 1;", "a = 1 --", "(a = 1", "a = 1 OR")) {
      assertThrows(FilterSyntaxException.class, () -> Filter.parse(text), text);
    }
  }

  @Test
  void limitsHoldToTheUnit() {
    String fits = "(".repeat(64) + "a = 1" + ")".repeat(64);
    assertEquals(Filter.parse("a = 1"), Filter.parse(fits));
    assertCode("too-deep", "(" + fits + ")");
    assertCode("too-deep", "NOT ".repeat(65) + "a = 1");
    assertCode("too-deep", "ANY(a, " + "ANY(@, ".repeat(64));
    String terms = "a = 1 OR ".repeat(499) + "a = 1";
    assertEquals(500, ((Filter.Or) Filter.parse(terms)).terms().size());
    assertCode("too-many-nodes", terms + " OR a = 1 OR a = 1");
    String list = "1,".repeat(9_999) + "1";
    assertEquals(10_000, ((Filter.In) Filter.parse("a IN [" + list + "]")).values().size());
    assertCode("list-too-long", "a IN [" + list + ",1]");
    assertCode("too-long", " ".repeat(65_537));
    assertCode("unexpected-end", " ".repeat(65_536));
    Filter open = Filter.parse("a IN ?");
    assertThrows(
        InvalidInputException.class, () -> open.bind(java.util.Collections.nCopies(65_537, 1)));
  }

  private static void assertCode(String code, String text) {
    assertEquals(
        code,
        assertThrows(FilterSyntaxException.class, () -> Filter.parse(text), text).code(),
        text);
  }

  @Test
  void hostileTextGivesAFilterOrTheTypedErrorInTime() {
    String[] pieces = {
      "(",
      ")",
      "NOT ",
      "a",
      " = ",
      "1",
      " AND ",
      " OR ",
      "'",
      "\"",
      "[",
      "]",
      ",",
      " IN ",
      "ANY(",
      "@",
      ".",
      "`",
      "\\",
      "💥",
      "\uD800",
      ":",
      "?",
      "LIKE ",
      "REGEX ",
      "'(a*)*b'",
      "{9}",
      "\u0000",
      "-",
      "9",
      "e",
      "TIMESTAMP ",
      "BETWEEN ",
      "\n",
      "\t",
      "IS ",
      "NULL",
      "GEO_WITHIN(",
      "BOX("
    };
    Forall.cases(300)
        .check(
            random -> {
              StringBuilder text = new StringBuilder();
              int length = random.nextInt(8) == 0 ? 1 << 16 : random.nextInt(200);
              int kinds = random.nextInt(1, pieces.length);
              while (text.length() < length) {
                text.append(pieces[(random.nextInt(kinds) * 7) % pieces.length]);
              }
              text.setLength(length);
              long millis = Long.MAX_VALUE;
              // On a busy machine the fastest of some tries tells what the work takes.
              for (int i = 0; i < 5 && millis >= 1_000; i++) {
                long start = System.nanoTime();
                parseOrRefuse(text.toString());
                millis = Math.min(millis, (System.nanoTime() - start) / 1_000_000);
              }
              assertTrue(millis < 1_000, millis + " ms");
            });
  }

  private static void parseOrRefuse(String text) {
    try {
      Filter filter = Filter.parse(text);
      assertEquals(filter, Filter.parse(filter.toString()));
    } catch (FilterSyntaxException e) {
      assertTrue(e.offset() >= 0 && e.offset() <= text.length());
      assertTrue(String.valueOf(e.getMessage()).length() < 1_000, e.getMessage());
    }
  }
}
