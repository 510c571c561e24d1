package io.vecstore.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.schema.TextField;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.Analyzer;
import io.vecstore.text.postings.FieldedText;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.QueryField;
import io.vecstore.text.query.QueryParser;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.segment.SealedText;
import io.vecstore.text.segment.TextMerge;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two fields with boosts: Lucene's BooleanQuery of boosted queries for each field is the oracle.
 */
class FieldsParityTest {

  private static final float TITLE_BOOST = 2.5f;
  private static final AnalyzerSpec WORDS = AnalyzerSpec.whitespace();
  private static final TextSpec SPEC =
      TextSpec.whitespace().field(TextField.of("title", WORDS, TITLE_BOOST));

  private final Analyzer analyzer = Analyzer.of(WORDS);
  private final List<QueryField> fields =
      List.of(
          new QueryField(0, "text", analyzer, 1),
          new QueryField(1, "title", analyzer, TITLE_BOOST));

  @Test
  void sumsOfFieldsAreLucenes() {
    Forall.cases(8).check(this::compare);
  }

  private void compare(SplittableRandom random) throws Exception {
    Corpus corpus = new Corpus(random, 60);
    List<String> texts = corpus.texts(700, 25);
    List<String> titles = corpus.texts(700, 3);
    BitSet deleted = new BitSet();
    for (int row = 0; row < texts.size(); row++) {
      deleted.set(row, random.nextInt(10) == 0);
    }
    int cut = random.nextInt(texts.size());
    List<TextSegment> segments =
        List.of(
            sealed(texts.subList(0, cut), titles.subList(0, cut)),
            growing(texts.subList(cut, texts.size()), titles.subList(cut, titles.size())));
    try (LuceneOracle oracle =
        LuceneOracle.ofFields(
            analyzer,
            List.of(texts, titles),
            deleted,
            new float[] {SPEC.k1(), SPEC.b()},
            SPEC.phraseBoost())) {
      for (String text : queries(corpus)) {
        TextQuery query = QueryParser.parse(fields, text);
        for (int k : new int[] {1, 10, 1000}) {
          List<LuceneOracle.Scored> mine = ours(query, segments, cut, deleted, k);
          assertSame(text, oracle.search(query, 1, k), mine);
        }
      }
    }
  }

  private static List<String> queries(Corpus corpus) {
    String a = corpus.word();
    String b = corpus.word();
    String c = corpus.word();
    return List.of(
        a,
        a + " " + b + "^3 " + c,
        "title:" + a,
        "text:" + a + " title:" + b + "^2",
        "+" + a + " " + b,
        a + " AND " + b,
        "+title:" + a + " -text:" + b,
        "\"" + a + " " + b + "\"",
        "title:\"" + a + " " + b + "\" " + c,
        "title:(" + a + " " + b + ") +" + c,
        "title:" + a.substring(0, 2) + "* " + b);
  }

  private static void assertSame(
      String query, List<LuceneOracle.Scored> theirs, List<LuceneOracle.Scored> mine) {
    assertEquals(theirs.size(), mine.size(), query);
    TreeMap<Integer, Float> scores = new TreeMap<>();
    theirs.forEach(hit -> scores.put(hit.row(), hit.score()));
    float last = theirs.isEmpty() ? 0 : theirs.getLast().score();
    for (int i = 0; i < mine.size(); i++) {
      LuceneOracle.Scored hit = mine.get(i);
      float bound = 1e-5f * Math.max(1, hit.score());
      assertEquals(theirs.get(i).score(), hit.score(), bound, query);
      Float score = scores.get(hit.row());
      assertTrue(
          score == null ? hit.score() <= last + bound : Math.abs(score - hit.score()) <= bound);
    }
  }

  private static List<LuceneOracle.Scored> ours(
      TextQuery query, List<TextSegment> segments, int cut, BitSet deleted, int k) {
    TextSearch search = TextSearch.prepare(query, SPEC, segments);
    TopOrdinals all = new TopOrdinals(k);
    for (int i = 0; i < segments.size(); i++) {
      int base = i * cut;
      OrdinalBits live = OrdinalBits.all(segments.get(i).rows());
      for (int row = 0; row < live.size(); row++) {
        if (deleted.get(base + row)) {
          live.remove(row);
        }
      }
      TopOrdinals best = new TopOrdinals(k);
      search.run(segments.get(i), live, best, all.threshold(), new TextCost());
      for (int rank = 0; rank < best.count(); rank++) {
        all.offer(base + best.ordinal(rank), best.score(rank));
      }
    }
    all.sort();
    List<LuceneOracle.Scored> found = new ArrayList<>();
    for (int rank = 0; rank < all.count(); rank++) {
      found.add(new LuceneOracle.Scored(all.ordinal(rank), all.score(rank)));
    }
    return found;
  }

  private TextSegment growing(List<String> texts, List<String> titles) {
    return new FieldedText(
        List.of(Segments.active(analyzer, texts), Segments.active(analyzer, titles)));
  }

  private TextSegment sealed(List<String> texts, List<String> titles) {
    TextSegment growing = growing(texts, titles);
    List<Section> sections = new ArrayList<>();
    for (int field = 0; field < 2; field++) {
      TextMerge merge = new TextMerge(field, WORDS, texts.size());
      sections.addAll(merge.add(growing, Segments.identity(texts.size())).build());
    }
    MemorySections memory = new MemorySections("test", sections, Arena.ofAuto());
    return new FieldedText(
        List.of(
            SealedText.open(memory, 0, WORDS, texts.size()),
            SealedText.open(memory, 1, WORDS, texts.size())));
  }
}
