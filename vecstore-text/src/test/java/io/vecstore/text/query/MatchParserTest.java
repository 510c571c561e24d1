package io.vecstore.text.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchParserTest {

  private static final Analyzer ENGLISH = Analyzer.of(AnalyzerSpec.english());

  private static TextQuery parse(String text) {
    return MatchParser.parse(ENGLISH, text);
  }

  private static TextQuery.Word word(String term, float boost) {
    return new TextQuery.Word(term, boost);
  }

  @Test
  void wordsCountAsOftenAsTheyAreSaid() {
    assertEquals(
        TextQuery.any(List.of(word("solid", 1), word("batteri", 2))),
        parse("solid batteries, the battery"));
  }

  @Test
  void quotesMakePhrasesWithHolesForStopWords() {
    assertEquals(
        TextQuery.any(
            List.of(
                word("cathod", 1),
                new TextQuery.Phrase(List.of("bank", "england"), List.of(0, 2), 0, 1))),
        parse("cathode \"bank of England\""));
  }

  @Test
  void aPhraseOfOneTermIsAWord() {
    assertEquals(word("bank", 1), parse("\"the bank\""));
  }

  @Test
  void aQuoteWithoutPartnerMeansNothing() {
    assertEquals(TextQuery.any(List.of(word("5", 1), word("inch", 1))), parse("5\" inch"));
  }

  @Test
  void nothingIsAskedByStopWordsAlone() {
    assertEquals(TextQuery.nothing(), parse("the of and"));
    assertEquals(TextQuery.nothing(), parse(""));
    assertEquals(TextQuery.nothing(), parse("\"\" \" \""));
  }

  @Test
  void operatorsAreText() {
    assertEquals(
        TextQuery.any(
            List.of(word("+alpha", 1), word("-beta", 1), word("(x:y", 1), word("and*", 1))),
        MatchParser.parse(Analyzer.of(AnalyzerSpec.whitespace()), "+alpha -beta (x:y AND*"));
  }

  @Test
  void noTextFails() {
    Forall.cases(2000)
        .check(
            random -> {
              StringBuilder text = new StringBuilder();
              for (int i = random.nextInt(40); i > 0; i--) {
                text.append(random.nextInt(3) == 0 ? '"' : (char) random.nextInt(0x10000));
              }
              parse(text.toString());
            });
  }

  @Test
  void aTextPastedAsAQueryIsCutToAThousandTerms() {
    StringBuilder text = new StringBuilder("\"x0 x1\" ");
    for (int i = 0; i < 5000; i++) {
      text.append("t").append(i).append(' ');
    }
    TextQuery.Combined query = (TextQuery.Combined) parse(text.toString());
    assertTrue(query.should().size() <= 1024, () -> query.should().size() + " clauses");
  }
}
