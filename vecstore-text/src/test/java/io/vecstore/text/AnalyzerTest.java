package io.vecstore.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnalyzerTest {

  private static final List<AnalyzerSpec> BUILT_IN =
      List.of(
          AnalyzerSpec.simple(),
          AnalyzerSpec.whitespace(),
          AnalyzerSpec.english(),
          AnalyzerSpec.language("german"),
          AnalyzerSpec.language("turkish"),
          AnalyzerSpec.ngram(2, 3),
          AnalyzerSpec.ngram(1, 1),
          AnalyzerSpec.wordNgram(1, 3),
          AnalyzerSpec.wordNgram(2, 2),
          AnalyzerSpec.unicode().then("nfkc").then("bigrams").then("unique"),
          AnalyzerSpec.of("edges", "1", "4").then("lowercase"),
          AnalyzerSpec.of("identifier").then("lowercase").then("length", "2", "20"),
          AnalyzerSpec.of("pattern", "[ ,]+"),
          AnalyzerSpec.of("keyword").then("fold"),
          AnalyzerSpec.language("french"),
          AnalyzerSpec.of("unicode"));

  private static List<String> terms(AnalyzerSpec spec, String text) {
    return Analyzer.of(spec).terms(text).stream().map(Analyzer.Term::text).toList();
  }

  @Test
  void noTextMakesAnAnalyzerFailAndOffsetsLieInTheText() {
    List<Analyzer> analyzers = BUILT_IN.stream().map(Analyzer::of).toList();
    Forall.cases(400)
        .check(
            random -> {
              String text = garbage(random);
              for (Analyzer analyzer : analyzers) {
                check(text, analyzer.terms(text));
                assertEquals(analyzer.terms(text), analyzer.terms(text));
              }
            });
  }

  private static void check(String text, List<Analyzer.Term> terms) {
    Analyzer.Term before = new Analyzer.Term("", 0, 0, 0);
    for (Analyzer.Term term : terms) {
      assertTrue(term.start() >= before.start(), () -> "starts before the one before: " + term);
      assertTrue(term.end() > term.start() && term.end() <= text.length(), term::toString);
      assertTrue(term.position() >= before.position(), term::toString);
      assertTrue(!term.text().isEmpty() && term.text().length() <= Tokenizer.MAX_TERM);
      before = term;
    }
  }

  private static String garbage(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 2 -> text.appendCodePoint(random.nextInt(0x110000));
        case 3 -> text.append("'’.:,_-0\u0301\u200D\u200B \n".charAt(random.nextInt(13)));
        case 4 -> text.append("Ab ".repeat(1 + random.nextInt(3)));
        default -> text.append((char) (' ' + random.nextInt(90)));
      }
    }
    return random.nextInt(20) == 0 ? "x\u0301".repeat(300) + text : text.toString();
  }

  @Test
  void wordsAreThoseOfTheAnnex() {
    AnalyzerSpec spec = AnalyzerSpec.of("unicode");
    assertEquals(
        List.of("can't", "3.14", "1,000", "snake_case", "e.g", "a", "b"),
        terms(spec, "can't 3.14, 1,000; snake_case e.g. a:b"));
    assertEquals(List.of("世", "界", "ひ", "カタカナ", "한국어"), terms(spec, "世界ひカタカナ한국어"));
    assertEquals(List.of("\uD83D\uDE00", "ok"), terms(spec, "\uD83D\uDE00ok"));
    assertEquals(List.of("e\u0301te"), terms(spec, "--e\u0301te__ ___".replace("_", " ")));
    assertEquals(List.of(), terms(spec, "___ ''' ..."));
    assertEquals(List.of("don\u2019t", "o'neil"), terms(spec, "don\u2019t 'o'neil'"));
    assertEquals(List.of("ไทยแลนด์"), terms(spec, "ไทยแลนด์"));
  }

  @Test
  void longRunsAreCutAtTheLongestTerm() {
    for (String tokenizer : List.of("simple", "whitespace", "unicode")) {
      List<String> terms = terms(AnalyzerSpec.of(tokenizer), "a".repeat(600));
      assertEquals(List.of(255, 255, 90), terms.stream().map(String::length).toList());
      assertTrue(
          terms(AnalyzerSpec.of(tokenizer), "\uD835\uDC00".repeat(300)).stream()
              .allMatch(term -> term.length() % 2 == 0),
          "a pair was cut");
    }
  }

  @Test
  void simpleKeepsLettersAndDigits() {
    assertEquals(List.of("it", "s", "x2", "größe"), terms(AnalyzerSpec.simple(), "It's X2—Größe!"));
  }

  @Test
  void englishLeavesOutStopWordsAndKeepsTheirPlaces() {
    Analyzer english = Analyzer.of(AnalyzerSpec.english());
    assertEquals(
        List.of(new Analyzer.Term("bank", 1, 4, 9), new Analyzer.Term("england", 3, 13, 22)),
        english.terms("The banks of England's"));
  }

  @Test
  void otherLanguagesHaveTheirStems() {
    assertEquals(
        List.of("haus", "gross"), terms(AnalyzerSpec.language("german"), "die Häuser großes"));
    assertThrows(InvalidInputException.class, () -> Analyzer.of(AnalyzerSpec.language("klingon")));
  }

  @Test
  void gramsOfOnePlaceShareAPosition() {
    List<Analyzer.Term> grams = Analyzer.of(AnalyzerSpec.ngram(2, 3)).terms("aBcd");
    assertEquals(
        List.of("ab@0", "abc@0", "bc@1", "bcd@1", "cd@2"),
        grams.stream().map(gram -> gram.text() + "@" + gram.position()).toList());
    assertEquals(List.of("a"), terms(AnalyzerSpec.ngram(2, 3), "A"));
  }

  @Test
  void runsOfWordsBeginAtEachWord() {
    List<Analyzer.Term> runs = Analyzer.of(AnalyzerSpec.wordNgram(1, 2)).terms("One two three");
    assertEquals(
        List.of("one@0", "one two@0", "two@1", "two three@1", "three@2"),
        runs.stream().map(run -> run.text() + "@" + run.position()).toList());
    assertEquals(List.of("a b", "b c"), terms(AnalyzerSpec.wordNgram(2, 2), "a b c"));
    assertEquals(List.of("a b"), terms(AnalyzerSpec.wordNgram(3, 4), "a b"));
    assertEquals(List.of("a b c"), terms(AnalyzerSpec.wordNgram(3, 4), "a b c"));
    assertEquals(List.of(), terms(AnalyzerSpec.wordNgram(2, 3), " "));
  }

  @Test
  void namesInCodeAreFoundWholeAndInParts() {
    List<Analyzer.Term> terms =
        Analyzer.of(AnalyzerSpec.of("identifier")).terms("getHTTPUrl2(max_size) + __x__ + ___");
    assertEquals(
        List.of(
            "getHTTPUrl2@0",
            "get@0",
            "HTTP@1",
            "Url@2",
            "2@3",
            "max_size@4",
            "max@4",
            "size@5",
            "__x__@6",
            "x@6"),
        terms.stream().map(term -> term.text() + "@" + term.position()).toList());
    assertEquals(List.of("plain"), terms(AnalyzerSpec.of("identifier"), "plain"));
  }

  @Test
  void beginningsOfWordsShareAPosition() {
    List<Analyzer.Term> terms = Analyzer.of(AnalyzerSpec.of("edges", "2", "3")).terms("Hello a no");
    assertEquals(
        List.of("He@0", "Hel@0", "a@1", "no@2"),
        terms.stream().map(term -> term.text() + "@" + term.position()).toList());
  }

  @Test
  void patternsSeparate() {
    assertEquals(List.of("a b", "c"), terms(AnalyzerSpec.of("pattern", " *; *"), ";a b ; c;"));
    assertEquals(List.of("all"), terms(AnalyzerSpec.of("pattern", "x*y"), "all"));
    assertThrows(InvalidInputException.class, () -> Analyzer.of(AnalyzerSpec.of("pattern", "(")));
  }

  @Test
  void neighboursArePairedInChineseAndJapanese() {
    AnalyzerSpec spec = AnalyzerSpec.of("unicode").then("bigrams");
    assertEquals(List.of("東京", "京都", "x", "水", "カタ"), terms(spec, "東京都 x 水 カタ"));
    assertEquals(new Analyzer.Term("京都", 1, 1, 3), Analyzer.of(spec).terms("東京都").get(1));
  }

  @Test
  void foldingKeepsWhatAMarkMeansElsewhere() {
    AnalyzerSpec spec = AnalyzerSpec.of("whitespace").then("fold");
    assertEquals(
        List.of("Elan", "naive", "strasse", "AEgir", "smorrebrod", "αβγο", "й", "が", "한", "e"),
        terms(spec, "Élan nai\u0308ve straße Ægir smørrebrød άβγό й が 한 e\u0301\u0302"));
  }

  @Test
  void smallFiltersDoWhatTheySay() {
    assertEquals(List.of("fi", "1"), terms(AnalyzerSpec.of("whitespace").then("nfkc"), "ﬁ ①"));
    assertEquals(
        List.of("avion", "arte", "est", "o'neil"),
        terms(AnalyzerSpec.of("unicode").then("elision"), "l'avion dell\u2019arte c'est o'neil"));
    List<Analyzer.Term> kept =
        Analyzer.of(AnalyzerSpec.of("simple").then("length", "2", "3")).terms("a bb cccc ddd");
    assertEquals(List.of(1, 3), kept.stream().map(Analyzer.Term::position).toList());
    assertEquals(
        List.of("running", "runner"),
        terms(
            AnalyzerSpec.of("simple").then("protect", "running").then("stem", "english"),
            "running runners"));
  }

  @Test
  void customTokenizersMustBePassed() {
    AnalyzerSpec spec = AnalyzerSpec.custom("mine").then("lowercase");
    InvalidInputException missing =
        assertThrows(InvalidInputException.class, () -> Analyzer.of(spec));
    assertTrue(missing.getMessage().contains("'mine'"), missing.getMessage());
    Map<String, Supplier<Tokenizer>> custom = Map.of("mine", WholeText::new);
    assertEquals(
        List.of(new Analyzer.Term("all of it", 0, 0, 9)),
        Analyzer.of(spec, custom).terms("All of IT"));
  }

  @Test
  void unknownStepsAndArgumentsAreNamed() {
    for (String text :
        List.of(
            "nothing", "simple | nothing", "simple(1)", "grams(3,2)", "grams(x,2)", "grams(1)")) {
      assertThrows(InvalidInputException.class, () -> Analyzer.of(AnalyzerSpec.parse(text)), text);
    }
  }

  @Test
  void manyThreadsGetTheSameTerms() throws Exception {
    Analyzer analyzer = Analyzer.of(AnalyzerSpec.english());
    String text = "running runners ran easily over the fairly large hedges ".repeat(50);
    List<Analyzer.Term> expected = analyzer.terms(text);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tasks.add(() -> expected.equals(analyzer.terms(text)));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(tasks)) {
        assertTrue(result.get());
      }
    }
  }

  private static final class WholeText implements Tokenizer {
    private CharSequence text = "";

    @Override
    public void reset(CharSequence text) {
      this.text = text;
    }

    @Override
    public boolean next(Token token) {
      if (text.isEmpty()) {
        return false;
      }
      token.set(text, 0, text.length());
      text = "";
      return true;
    }
  }
}
