package io.vecstore.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import io.vecstore.text.query.QueryParser;
import io.vecstore.text.query.TextQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextSearchTest {

  private static final TextSpec SPEC = TextSpec.whitespace();
  private final Analyzer analyzer = Analyzer.of(AnalyzerSpec.whitespace());

  private List<Integer> rows(List<String> texts, String query) {
    return rows(texts, MatchParser.parse(analyzer, query));
  }

  private List<Integer> rows(List<String> texts, TextQuery query) {
    TextSegment segment = Segments.sealed(analyzer, texts);
    TextSearch search = TextSearch.prepare(query, SPEC, List.of(segment));
    TopOrdinals best = new TopOrdinals(100);
    search.run(segment, null, best, new TextCost());
    best.sort();
    List<Integer> rows = new ArrayList<>();
    for (int rank = 0; rank < best.count(); rank++) {
      rows.add(best.ordinal(rank));
    }
    return rows;
  }

  @Test
  void aPhraseIsFoundOnlyInOrder() {
    List<String> texts = List.of("a b c", "b a c", "a x b", "a b", "x");
    assertEquals(List.of(3, 0), rows(texts, "\"a b\""));
    assertEquals(List.of(0), rows(texts, "\"a b c\""));
  }

  @Test
  void aPhraseMayEndWithTheBeginningOfAWord() {
    List<String> texts = List.of("red boats", "red x boat", "red boa", "red bird", "boat red");
    TextQuery query = QueryParser.parse(analyzer, "\"red boa*\"");
    assertEquals(List.of(0, 2), rows(texts, query).stream().sorted().toList());
    TextQuery loose = QueryParser.parse(analyzer, "\"red boa*\"~1");
    assertEquals(List.of(0, 1, 2), rows(texts, loose).stream().sorted().toList());
  }

  @Test
  void someOfTheWordsAreEnough() {
    List<String> texts = List.of("a b x", "a x", "c b a", "x", "c");
    TextQuery two = QueryParser.parse(analyzer, "(a b c)~2");
    assertEquals(List.of(0, 2), rows(texts, two).stream().sorted().toList());
  }

  @Test
  void aPhraseIsWorthTwiceItsWords() {
    List<String> texts = List.of("a b c", "b a c");
    TextSegment segment = Segments.active(analyzer, texts);
    float[] words = score(segment, "a b");
    float[] phrase = score(segment, "\"a b\"");
    assertEquals(2 * words[0], phrase[0], 1e-6f);
    assertEquals(0, phrase[1]);
  }

  private float[] score(TextSegment segment, String query) {
    float[] scores = new float[segment.rows()];
    TextSearch.prepare(MatchParser.parse(analyzer, query), SPEC, List.of(segment))
        .score(segment, Segments.identity(segment.rows()), scores, new TextCost());
    return scores;
  }

  @Test
  void slopMovesTermsButUsesEachOccurrenceOnce() {
    TextSegment segment =
        Segments.sealed(analyzer, List.of("a x b", "a x x b", "b a", "a y", "a y a"));
    assertEquals(List.of(0), phrase(segment, List.of("a", "b"), 1));
    assertEquals(List.of(0, 1, 2), phrase(segment, List.of("a", "b"), 2));
    assertEquals(List.of(4), phrase(segment, List.of("a", "a"), 2));
  }

  private static List<Integer> phrase(TextSegment segment, List<String> terms, int slop) {
    TextQuery query = new TextQuery.Phrase(terms, List.of(0, 1), slop, 1);
    float[] scores = new float[segment.rows()];
    TextSearch.prepare(query, SPEC, List.of(segment))
        .score(segment, Segments.identity(segment.rows()), scores, new TextCost());
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < scores.length; row++) {
      if (scores[row] > 0) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void partsOfWordsAreFoundThroughGrams() {
    Analyzer grams = Analyzer.of(AnalyzerSpec.ngram(2, 3));
    TextSegment segment = Segments.sealed(grams, List.of("Hibernate", "bernina", "Ber Ate"));
    TextQuery query = MatchParser.parse(grams, "\"bern\"");
    float[] scores = new float[3];
    TextSearch.prepare(query, SPEC, List.of(segment))
        .score(segment, Segments.identity(3), scores, new TextCost());
    assertTrue(scores[0] > 0 && scores[1] > 0 && scores[2] == 0);
  }

  @Test
  void scoresAgreeHoweverTheyAreAskedFor() {
    Forall.cases(60).check(this::agree);
  }

  private void agree(SplittableRandom random) {
    Corpus corpus = new Corpus(random, 80);
    List<String> texts = corpus.texts(300, 20);
    TextSegment sealed = Segments.sealed(analyzer, texts);
    TextSegment active = Segments.active(analyzer, texts);
    OrdinalBits accept = new OrdinalBits(texts.size());
    for (int row = 0; row < texts.size(); row++) {
      if (random.nextInt(3) == 0) {
        accept.add(row);
      }
    }
    for (TextQuery query : new Queries(random, corpus).all()) {
      TextSearch search = TextSearch.prepare(query, SPEC, List.of(sealed, active));
      float[] scores = new float[texts.size()];
      search.score(sealed, Segments.identity(texts.size()), scores, new TextCost());
      for (TextSegment segment : List.of(sealed, active)) {
        TopOrdinals best = new TopOrdinals(texts.size());
        search.run(segment, accept, best, new TextCost());
        int matching = 0;
        for (int row = 0; row < scores.length; row++) {
          matching += scores[row] > 0 && accept.contains(row) ? 1 : 0;
        }
        assertEquals(matching, best.count(), query::toString);
        for (int rank = 0; rank < best.count(); rank++) {
          assertTrue(accept.contains(best.ordinal(rank)));
          assertEquals(scores[best.ordinal(rank)], best.score(rank), 1e-5f, query::toString);
        }
      }
    }
  }

  @Test
  void theTermsOfAnExplanationAddUpToTheScore() {
    TextSegment segment =
        Segments.active(analyzer, List.of("a b c a", "b a", "c c c d e f g", "a b x"));
    TextQuery query = MatchParser.parse(analyzer, "a c c \"a b\" absent");
    TextSearch search = TextSearch.prepare(query, SPEC, List.of(segment));
    float[] scores = new float[4];
    search.score(segment, Segments.identity(4), scores, new TextCost());
    for (int row = 0; row < 4; row++) {
      float sum = 0;
      for (TermScore term : search.explain(segment, row)) {
        sum += term.score();
      }
      assertEquals(scores[row], sum, 1e-6f);
    }
    TermScore repeated = search.explain(segment, 2).get(1);
    assertEquals("c", repeated.term());
    assertEquals(2, repeated.boost());
    assertEquals(3, repeated.frequency());
    assertEquals(2, repeated.documentFrequency());
    assertEquals(7, repeated.length());
    assertEquals(4, repeated.averageLength());
  }

  @Test
  void anEmptyCollectionAnswers() {
    TextSegment segment = Segments.sealed(analyzer, List.of());
    TextSearch search =
        TextSearch.prepare(MatchParser.parse(analyzer, "a \"b c\""), SPEC, List.of(segment));
    TopOrdinals best = new TopOrdinals(3);
    search.run(segment, null, best, new TextCost());
    assertEquals(0, best.count());
    assertEquals(List.of(), rows(List.of(), "x"));
  }

  @Test
  void beginningsAndMisspellingsAreExpandedOverAllSegments() {
    List<TextSegment> segments =
        List.of(
            Segments.sealed(analyzer, List.of("battery", "batter", "bottle")),
            Segments.active(analyzer, List.of("battel", "xattery", "batteries battery")));
    assertEquals(
        List.of("0:0", "0:1", "1:0", "1:2"), found(segments, new TextQuery.Prefix("batt", 1)));
    assertEquals(
        List.of("0:0", "0:1", "1:2"), found(segments, new TextQuery.Fuzzy("battery", 1, 1)));
    assertEquals(List.of(), found(segments, new TextQuery.Fuzzy("zzz", 2, 1)));
    Suggestions suggestions = new Suggestions(segments);
    assertEquals(List.of("battery", "battel"), suggestions.completions("batte", 2));
    assertEquals(List.of("battery", "batter"), suggestions.corrections(analyzer, "batteryy", 5));
    assertEquals(List.of("batter", "battel"), suggestions.corrections(analyzer, "battery", 2));
  }

  private static List<String> found(List<TextSegment> segments, TextQuery query) {
    TextSearch search = TextSearch.prepare(query, SPEC, segments);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      float[] scores = new float[segments.get(i).rows()];
      search.score(segments.get(i), Segments.identity(scores.length), scores, new TextCost());
      for (int row = 0; row < scores.length; row++) {
        if (scores[row] > 0) {
          found.add(i + ":" + row);
        }
      }
    }
    return found;
  }
}
