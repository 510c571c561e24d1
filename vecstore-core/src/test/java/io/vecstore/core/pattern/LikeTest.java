package io.vecstore.core.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LikeTest {

  @Test
  void agreesWithARegularExpression() {
    Forall.cases(20_000)
        .check(
            random -> {
              String pattern = draw(random, List.of("a", "B", "%", "_", "\\%", "\\\\", "😀", "%"));
              String text = draw(random, List.of("a", "b", "A", "B", "%", "\\", "😀", "_"));
              assertEquals(
                  expected(pattern, text, 0),
                  TextPattern.like(pattern).matches(text),
                  pattern + " on " + text);
              assertEquals(
                  expected(pattern, text, Pattern.CASE_INSENSITIVE),
                  TextPattern.likeIgnoringCase(pattern).matches(text),
                  pattern + " on " + text);
            });
  }

  private static boolean expected(String like, String text, int flags) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      switch (c) {
        case '%' -> regex.append(".*");
        case '_' -> regex.append('.');
        case '\\' -> regex.append('\\').append(like.charAt(++i));
        default -> regex.append(c);
      }
    }
    return Pattern.compile(regex.toString(), flags | Pattern.DOTALL).matcher(text).matches();
  }

  private static String draw(SplittableRandom random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void backslashAtTheEndIsRefused() {
    assertThrows(InvalidInputException.class, () -> TextPattern.like("a\\"));
    assertEquals(true, TextPattern.like("a\\\\").matches("a\\"));
  }

  @Test
  void wordsStandSideBySide() {
    TextPattern pattern = TextPattern.words("New-York city");
    assertEquals(true, pattern.matches("in NEW york, City of"));
    assertEquals(false, pattern.matches("new city york"));
    assertEquals(false, pattern.matches("renew york city"));
    assertEquals(false, TextPattern.words(" - ").matches("anything - at all"));
  }
}
