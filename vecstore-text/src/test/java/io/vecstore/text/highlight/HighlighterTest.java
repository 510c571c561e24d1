package io.vecstore.text.highlight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighlighterTest {

  private static final String TEXT =
      "Stores are many. A torn log tail is recognised by its checksum. Logs are cut there. "
          + "Nothing else is lost, whatever the cause may be.";
  private static final Analyzer ENGLISH = Analyzer.of(AnalyzerSpec.english());

  private static List<String> marked(String query, int count, int length) {
    return Highlighter.of(ENGLISH, query).snippets(TEXT, count, length).stream()
        .map(snippet -> snippet.marked("[", "]"))
        .toList();
  }

  @Test
  void theSentenceThatSaysMostIsTheSnippet() {
    assertEquals(
        List.of("A torn [log] tail is [recognised] by its checksum."),
        marked("recognising the logs", 1, 50));
  }

  @Test
  void morePassagesComeInTheOrderOfTheText() {
    assertEquals(
        List.of("A torn [log] tail is recognised by its checksum.", "[Logs] are cut there."),
        marked("log", 3, 50));
  }

  @Test
  void phrasesAreMarkedOnlyWhereTheyOccur() {
    assertEquals(
        List.of("A torn [log] [tail] is recognised by its checksum."),
        marked("\"log tail\"", 3, 50));
    assertEquals(List.of("Stores are many."), marked("\"tail log\"", 3, 50));
  }

  @Test
  void weightsDecideWhatMatters() {
    Highlighter rare =
        Highlighter.of(ENGLISH, "logs lost").weightedBy(term -> term.equals("lost") ? 5 : 1);
    assertEquals(
        "Nothing else is lost, whatever the cause may be.",
        rare.snippets(TEXT, 1, 50).getFirst().text());
  }

  @Test
  void gramsAreMarkedAsOneStretch() {
    Analyzer grams = Analyzer.of(AnalyzerSpec.ngram(2, 3));
    assertEquals(
        "Hi[bern]ate",
        Highlighter.of(grams, "\"bern\"").snippets("Hibernate", 1, 50).getFirst().marked("[", "]"));
  }

  @Test
  void htmlIsEscaped() {
    assertEquals(
        "a &#60;b&#62; <mark>log</mark> &#38; &#34;c&#34;",
        Highlighter.of(ENGLISH, "log").snippets("a <b> log & \"c\"", 1, 50).getFirst().html());
  }

  @Test
  void offsetsAreThoseOfTheText() {
    Forall.cases(500)
        .check(
            random -> {
              StringBuilder text = new StringBuilder();
              for (int i = random.nextInt(60); i > 0; i--) {
                text.append(
                    new String[] {"log ", "tail", ". ", "\n", "\uD83D\uDE00", "e\u0301 ", "x"}
                        [random.nextInt(7)]);
              }
              String whole = text.toString();
              for (Snippet snippet :
                  Highlighter.of(ENGLISH, "log \"log tail\"")
                      .snippets(whole, 3, 1 + random.nextInt(60))) {
                assertEquals(whole.substring(snippet.start(), snippet.end()), snippet.text());
                int before = snippet.start();
                for (Snippet.Mark mark : snippet.marks()) {
                  assertTrue(before <= mark.start() && mark.start() < mark.end());
                  assertTrue(mark.end() <= snippet.end());
                  before = mark.end();
                }
              }
            });
  }
}
