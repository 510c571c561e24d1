package io.vecstore.text.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import io.vecstore.text.query.TextQuery.Combined;
import io.vecstore.text.query.TextQuery.Fuzzy;
import io.vecstore.text.query.TextQuery.Phrase;
import io.vecstore.text.query.TextQuery.PhraseStart;
import io.vecstore.text.query.TextQuery.Prefix;
import io.vecstore.text.query.TextQuery.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryParserTest {

  private static final Analyzer ENGLISH = Analyzer.of(AnalyzerSpec.english());
  private static final Word A = new Word("a1", 1);
  private static final Word B = new Word("b1", 1);
  private static final Word C = new Word("c1", 1);

  private static TextQuery parse(String text) {
    return QueryParser.parse(ENGLISH, text);
  }

  private static Combined all(TextQuery... parts) {
    return new Combined(List.of(parts), List.of(), List.of(), 0);
  }

  @Test
  void wordsBesideEachOtherAreAlternatives() {
    assertEquals(TextQuery.any(List.of(A, B)), parse("a1 b1"));
    assertEquals(TextQuery.any(List.of(A, B)), parse("a1 OR b1"));
    assertEquals(A, parse(" a1 "));
  }

  @Test
  void andBindsTighterThanOr() {
    assertEquals(all(A, B), parse("a1 AND b1"));
    assertEquals(TextQuery.any(List.of(A, all(B, C))), parse("a1 OR b1 AND c1"));
    assertEquals(all(TextQuery.any(List.of(A, B)), C), parse("(a1 OR b1) AND c1"));
  }

  @Test
  void signsRequireAndExclude() {
    assertEquals(new Combined(List.of(A), List.of(B), List.of(C), 0), parse("+a1 b1 -c1"));
    assertEquals(new Combined(List.of(), List.of(A), List.of(C), 1), parse("a1 NOT c1"));
    assertEquals(new Combined(List.of(A), List.of(), List.of(B), 0), parse("a1 AND NOT b1"));
  }

  @Test
  void phrasesMayBeLoose() {
    assertEquals(new Phrase(List.of("a1", "b1"), List.of(0, 1), 0, 1), parse("\"a1 b1\""));
    assertEquals(
        new Phrase(List.of("bank", "england"), List.of(0, 2), 3, 2),
        parse("\"banks of England\"~3^2"));
    assertEquals(new Word("say", 1), parse("\"say\""));
  }

  @Test
  void wordsMayBeginsOrResemble() {
    assertEquals(new Prefix("batt", 1), parse("batt*"));
    assertEquals(new Fuzzy("batteri", 2, 1), parse("batteries~"));
    assertEquals(new Fuzzy("batteri", 1, 0.5f), parse("batteries~1^0.5"));
  }

  @Test
  void aPhraseMayEndWithABeginning() {
    Phrase phrase = new Phrase(List.of("a1", "batt"), List.of(0, 1), 0, 1);
    assertEquals(new PhraseStart(phrase), parse("\"a1 batt*\""));
    assertEquals(
        new PhraseStart(new Phrase(List.of("a1", "o"), List.of(0, 2), 2, 3)),
        parse("\"a1 of o*\"~2^3"));
    assertEquals(
        new PhraseStart(new Phrase(List.of("a1", "of"), List.of(0, 1), 0, 1)), parse("\"a1 of*\""));
    assertEquals(new Prefix("batt", 1), parse("\"the batt*\""));
    assertEquals(TextQuery.nothing(), parse("\"*\""));
  }

  @Test
  void someOfTheClausesMayBeEnough() {
    assertEquals(new Combined(List.of(), List.of(A, B, C), List.of(), 2), parse("(a1 b1 c1)~2"));
    assertEquals(new Combined(List.of(), List.of(A, B, C), List.of(), 2), parse("(a1 b1 c1)~70%"));
    assertEquals(new Combined(List.of(), List.of(A, B), List.of(), 2), parse("(a1 b1)~9"));
    assertEquals(TextQuery.any(List.of(A, B)), parse("(a1 b1)~1%"));
    assertEquals(new Combined(List.of(A), List.of(B, C), List.of(), 1), parse("(+a1 b1 c1)~1"));
    assertEquals(A, parse("(a1)~2"));
  }

  @Test
  void boostsReachInside() {
    assertEquals(
        TextQuery.any(List.of(new Word("a1", 6), new Word("b1", 3))), parse("(a1^2 b1)^3"));
  }

  @Test
  void aBackslashTakesTheMeaningOff() {
    assertEquals(
        new Word("c(*)\"", 1),
        QueryParser.parse(Analyzer.of(AnalyzerSpec.whitespace()), "c\\(\\*\\)\\\""));
    assertEquals(
        TextQuery.any(List.of(new Word("or", 1), A)),
        QueryParser.parse(Analyzer.of(AnalyzerSpec.whitespace()), "or a1"));
  }

  @Test
  void wordsThatAreCutArePhrases() {
    assertEquals(new Phrase(List.of("a1", "b1"), List.of(0, 1), 0, 1), parse("a1/b1"));
  }

  @Test
  void stopWordsAskNothing() {
    assertEquals(A, parse("the AND a1"));
    assertEquals(A, parse("+the a1 -of"));
    assertEquals(TextQuery.nothing(), parse("the"));
    assertEquals(TextQuery.nothing(), parse(""));
  }

  @Test
  void whatIsWrongIsMarked() {
    InvalidInputException error = assertThrows(InvalidInputException.class, () -> parse("(a1 b1"));
    assertEquals("text query, column 7: ')' was expected\n  (a1 b1\n        ^", error.getMessage());
    for (String text :
        List.of(
            "a1)",
            "\"a1",
            "a1 AND",
            "a1 OR ",
            "+",
            "a1~3",
            "a1^",
            "a1^0",
            "a1^x",
            "*",
            "^2",
            "(".repeat(100) + "a",
            "(a1 b1)~",
            "\"a1 b1\"~x")) {
      assertThrows(InvalidInputException.class, () -> parse(text), text);
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    Forall.cases(3000)
        .check(
            random -> {
              StringBuilder text = new StringBuilder();
              String[] scraps = {
                "a1", " ", "AND ", "OR ", "NOT ", "(", ")", "\"", "+", "-", "~", "^", "2", "*", "%",
                "\\", "the", "\uD800", "\n", "x/y"
              };
              for (int i = random.nextInt(30); i > 0; i--) {
                text.append(scraps[random.nextInt(scraps.length)]);
              }
              try {
                parse(text.toString());
              } catch (InvalidInputException refused) {
                assertTrue(refused.getMessage().endsWith("^"));
              }
            });
  }

  @Test
  void distancesCountExchangesAsOne() {
    assertEquals(0, EditDistance.within("abc", "abc", 1));
    assertEquals(1, EditDistance.within("abc", "acb", 1));
    assertEquals(1, EditDistance.within("abc", "abxc", 2));
    assertEquals(2, EditDistance.within("abc", "xbd", 2));
    assertEquals(-1, EditDistance.within("abc", "xyz", 2));
    assertEquals(1, EditDistance.within("a\uD83D\uDE00", "a", 1));
    assertEquals(2, EditDistance.within("", "ab", 2));
  }
}
