package io.vecstore.core.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegexTest {

  @Test
  void agreesWithTheJdkOnRandomExpressions() {
    Forall.cases(5_000)
        .check(
            random -> {
              String expression = expression(random, 3);
              TextPattern ours = TextPattern.regex(expression);
              Pattern theirs = Pattern.compile(expression, Pattern.UNIX_LINES);
              for (int i = 0; i < 20; i++) {
                String text = text(random);
                // The JDK lets $ match before a last line end; \z is our $.
                boolean wanted =
                    Pattern.compile(expression.replace("$", "\\z"), theirs.flags())
                        .matcher(text)
                        .find();
                assertEquals(wanted, ours.matches(text), expression + " on " + text);
              }
            });
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(List.of("a", "b", "A", " ", "1", "\n", "é", "_").get(random.nextInt(8)));
    }
    return text.toString();
  }

  private static String expression(SplittableRandom random, int depth) {
    String a = depth == 0 ? atom(random) : expression(random, depth - 1);
    String b = depth == 0 ? atom(random) : expression(random, depth - 1);
    return switch (random.nextInt(depth == 0 ? 1 : 7)) {
      case 0 -> atom(random);
      case 1 -> a + b;
      case 2 -> a + "|" + b;
      case 3 ->
          "("
              + a
              + ")"
              + List.of("*", "+", "?", "{0}", "{2}", "{1,}", "{0,2}", "*?").get(random.nextInt(8));
      case 4 -> "(?:" + a + "|" + b + ")";
      case 5 -> "^" + a;
      default -> a + "$";
    };
  }

  private static String atom(SplittableRandom random) {
    return List.of(
            "a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "\\W", "\\b", "[a-b1]", "\\.", "é",
            "")
        .get(random.nextInt(14));
  }

  @Test
  void caseAndLineEndsCanBeDisregarded() {
    assertEquals(true, TextPattern.regex("(?i)straße").matches("STRAßE"));
    assertEquals(false, TextPattern.regex("a.b").matches("a\nb"));
    assertEquals(true, TextPattern.regex("(?s)a.b").matches("a\nb"));
    assertEquals(true, TextPattern.regex("(?i)[^b]").matches("Ba"));
    assertEquals(false, TextPattern.regex("(?i)[^b]").matches("Bb"));
    assertEquals(true, TextPattern.regex("^.$").matches("😀"));
    assertEquals(true, TextPattern.regex("[😀-😂]").matches("x😁"));
  }

  @Test
  void expressionsThatBacktrackForEverRunInLinearTime() {
    String text = "a".repeat(20_000) + "!";
    for (String evil :
        List.of("(a*)*b", "(a|a)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)x", "(a?){30}a{30}b")) {
      assertTimeout(
          Duration.ofSeconds(20),
          () -> assertEquals(false, TextPattern.regex(evil).matches(text)),
          evil);
    }
  }

  @Test
  void whatIsNoExpressionIsRefusedWithItsPlace() {
    for (String bad :
        List.of(
            "(",
            ")",
            "a)",
            "[",
            "[a",
            "*",
            "+a",
            "a{",
            "a{2",
            "a{2,1}",
            "a{1001}",
            "(?<n>a)",
            "(?=a)",
            "\\",
            "\\1",
            "\\k",
            "[b-a]",
            "(?x)a",
            "a".repeat(257),
            "(((a{1000}){1000}){1000})",
            "((((){1000}){1000}){1000}){1000}",
            "[\\d-a]x\\")) {
      assertThrows(InvalidInputException.class, () -> TextPattern.regex(bad), bad);
    }
    assertEquals(
        "the expression \"ab[c\" has a [ without its ] at offset 4",
        assertThrows(InvalidInputException.class, () -> TextPattern.regex("ab[c")).getMessage());
  }
}
