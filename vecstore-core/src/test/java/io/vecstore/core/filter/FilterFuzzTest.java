package io.vecstore.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.testkit.Forall;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever is given as a filter: a filter comes back that prints and parses as itself, or the typed
 * error; in a second of processor time and 64 MiB, at up to 64 KiB of text.
 */
class FilterFuzzTest {

  private static final int LONGEST = 65_536;
  private static final long MOST_NANOS = 1_000_000_000L;
  private static final long MOST_BYTES = 64L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<String> WORDS =
      List.of(
          "a",
          "b.c",
          "items[]",
          "x[0]",
          "`odd name`",
          "@",
          "@.q",
          "AND",
          "OR",
          "NOT",
          "&&",
          "||",
          "!",
          "(",
          ")",
          "[",
          "]",
          ",",
          "=",
          "==",
          "!=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "IN",
          "NIN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "ESCAPE",
          "STARTSWITH",
          "REGEX",
          "MATCHES",
          "CONTAINS",
          "CONTAINS_ANY",
          "IS",
          "NULL",
          "MISSING",
          "EMPTY",
          "EXISTS",
          "ANY(",
          "ALL(",
          "LENGTH(",
          "LOWER(",
          "DATE(",
          "GEO_WITHIN(",
          "CIRCLE(",
          "POLYGON(",
          "TRUE",
          "FALSE",
          "'text'",
          "\"t\"",
          "'%a%_'",
          "'(a|b)*c{2,5}'",
          "'",
          "\\",
          "1",
          "-1",
          "1.5e9",
          "9999999999999999999",
          "1e999",
          "TIMESTAMP '2021-03-04'",
          "DATE '2021-03-04'",
          ":p",
          "?",
          "WHERE",
          "\u0000",
          "\uD800",
          "é");

  @Test
  void anyTextIsAFilterOrTheTypedError() {
    Forall.cases(3_000).check(random -> check(words(random, random.nextInt(1, 40), " ")));
  }

  @Test
  void aChangedFilterIsAFilterOrTheTypedError() {
    Forall.cases(3_000)
        .check(
            random -> {
              StringBuilder text = new StringBuilder(new RandomFilters(random).filter().toString());
              for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(3)) {
                  case 0 -> text.insert(at, words(random, 1, ""));
                  case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 5)));
                  default -> text.insert(at, (char) random.nextInt(0x3000));
                }
              }
              check(text.toString());
            });
  }

  @Test
  void theLongestTextsAreReadInASecondAndSixtyFourMebibytes() {
    SplittableRandom random = new SplittableRandom(1);
    for (String word : WORDS) {
      check(filled(word + " "));
      check(filled("a = 1 AND (" + word));
      check("a = " + filled(word));
      check("a IN [" + filled(word + ", "));
    }
    for (int i = 0; i < 100; i++) {
      check(filled(words(random, random.nextInt(1, 9), random.nextBoolean() ? " " : "")));
    }
    check("a LIKE '" + "%_".repeat(32_000) + "'");
    check("a REGEX '" + "(a*)*".repeat(50) + "'");
  }

  private static String filled(String part) {
    return part.repeat(LONGEST / part.length() + 1).substring(0, LONGEST - 16);
  }

  private static String words(SplittableRandom random, int count, String between) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(between);
    }
    return text.toString();
  }

  private static void check(String text) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    try {
      Filter filter = Filter.parse(text);
      assertEquals(filter, Filter.parse(filter.toString()), text);
      if (!text.contains(":") && !text.contains("?")) {
        filter.matches(Metadata.of(Map.of("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "x", 1)));
      }
    } catch (FilterSyntaxException wrong) {
      assertTrue(wrong.offset() >= 0 && wrong.offset() <= text.length(), text);
    }
    long took = THREADS.getCurrentThreadCpuTime() - nanos;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    String start = text.substring(0, Math.min(80, text.length()));
    assertTrue(took <= MOST_NANOS, took + " ns for " + start);
    assertTrue(allocated <= MOST_BYTES, allocated + " bytes for " + start);
  }
}
