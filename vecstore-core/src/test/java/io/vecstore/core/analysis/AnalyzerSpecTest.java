package io.vecstore.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnalyzerSpecTest {

  @Test
  void theTextFormIsTheStoredOne() {
    assertEquals(
        "unicode | lowercase | possessive | stop(english) | stem(english)",
        AnalyzerSpec.english().text());
    assertEquals("grams(2,3) | lowercase", AnalyzerSpec.ngram(2, 3).text());
    assertEquals(
        "simple | stop('it''s',größe,'')",
        AnalyzerSpec.of("simple").then("stop", "it's", "größe", "").text());
  }

  @Test
  void theTextFormReadsBack() {
    Forall.cases(2000)
        .check(
            random -> {
              AnalyzerSpec spec = random(random);
              assertEquals(spec, AnalyzerSpec.parse(spec.text()));
            });
  }

  private static AnalyzerSpec random(SplittableRandom random) {
    AnalyzerSpec spec = AnalyzerSpec.of("t", arguments(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      spec = spec.then("f" + random.nextInt(9), arguments(random));
    }
    return spec;
  }

  private static String[] arguments(SplittableRandom random) {
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      StringBuilder argument = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        argument.append(
            random.nextBoolean()
                ? "ab '|(),_.-9".charAt(random.nextInt(12))
                : (char) random.nextInt(0x10000));
      }
      arguments.add(argument.toString());
    }
    return arguments.toArray(String[]::new);
  }

  @Test
  void blanksBetweenThePartsDoNotMatter() {
    assertEquals(
        AnalyzerSpec.of("grams", "2", "3").then("lowercase"),
        AnalyzerSpec.parse("  grams( 2 , 3 )|lowercase "));
  }

  @Test
  void aBrokenTextSaysWhere() {
    for (String text : List.of("", "a |", "a(", "a(b", "a('b", "a b", "a(,)", "|", "A")) {
      assertThrows(InvalidInputException.class, () -> AnalyzerSpec.parse(text), text);
    }
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> AnalyzerSpec.parse("simple lowercase"));
    assertTrue(error.getMessage().contains("at 7"), error.getMessage());
  }

  @Test
  void gramSizesAreChecked() {
    assertThrows(InvalidInputException.class, () -> AnalyzerSpec.ngram(0, 2));
    assertThrows(InvalidInputException.class, () -> AnalyzerSpec.ngram(3, 2));
    assertThrows(InvalidInputException.class, () -> AnalyzerSpec.wordNgram(1, 17));
  }
}
