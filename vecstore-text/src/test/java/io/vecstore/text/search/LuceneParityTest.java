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
import io.vecstore.text.query.TextQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same terms into Lucene and into ours: the same rows, with the same scores. */
class LuceneParityTest {

  private static final TextSpec SPEC = TextSpec.whitespace();
  private final Analyzer analyzer = Analyzer.of(AnalyzerSpec.whitespace());

  @Test
  void oneSegmentRanksAsLuceneDoes() {
    Forall.cases(5).check(random -> compare(random, new Layout(1, 0, 400, 40, 120)));
  }

  @Test
  void sevenSegmentsRankAsOneOfLucene() {
    Forall.cases(2).check(random -> compare(random, new Layout(7, 0, 900, 25, 200)));
  }

  @Test
  void deletedRowsAreNotFoundButCount() {
    Forall.cases(2).check(random -> compare(random, new Layout(3, 0.1, 600, 30, 150)));
    Forall.cases(2).check(random -> compare(random, new Layout(2, 0.5, 600, 30, 150)));
  }

  @Test
  void manyBlocksRankAsLuceneDoes() {
    Forall.cases(1).check(random -> compare(random, new Layout(1, 0.02, 6000, 15, 60)));
  }

  private record Layout(int segments, double deleted, int texts, int length, int words) {}

  private void compare(SplittableRandom random, Layout layout) throws Exception {
    Corpus corpus = new Corpus(random, layout.words);
    List<String> texts = corpus.texts(layout.texts, layout.length);
    BitSet deleted = new BitSet();
    for (int row = 0; row < texts.size(); row++) {
      deleted.set(row, random.nextDouble() < layout.deleted);
    }
    Ours ours = new Ours(random, texts, deleted, layout.segments);
    try (LuceneOracle oracle =
        new LuceneOracle(
            analyzer, texts, deleted, new float[] {SPEC.k1(), SPEC.b()}, SPEC.phraseBoost())) {
      Queries queries = new Queries(random, corpus);
      for (TextQuery query : queries.all()) {
        assertSame(query, oracle.search(query, 1000), ours.search(query, 1000));
        assertSame(query, oracle.search(query, 10), ours.search(query, 10));
      }
    }
  }

  private static void assertSame(
      TextQuery query, List<LuceneOracle.Scored> expected, List<LuceneOracle.Scored> actual) {
    assertEquals(expected.size(), actual.size(), () -> "hits of " + query);
    for (int i = 0; i < expected.size(); i++) {
      LuceneOracle.Scored theirs = expected.get(i);
      LuceneOracle.Scored mine = actual.get(i);
      float tolerance = 1e-5f * Math.max(1, theirs.score());
      assertEquals(
          theirs.score(), mine.score(), tolerance, () -> query + " at " + theirs + " " + mine);
    }
    assertTrue(sameRows(expected, actual), () -> query + "\n" + expected + "\n" + actual);
  }

  /** Rows of almost equal scores may change places, and the last of them may be cut off. */
  private static boolean sameRows(
      List<LuceneOracle.Scored> expected, List<LuceneOracle.Scored> actual) {
    TreeMap<Integer, Float> theirs = new TreeMap<>();
    expected.forEach(hit -> theirs.put(hit.row(), hit.score()));
    float last = expected.isEmpty() ? 0 : expected.getLast().score();
    for (LuceneOracle.Scored hit : actual) {
      Float score = theirs.get(hit.row());
      float bound = 1e-5f * Math.max(1, hit.score());
      if (score == null ? hit.score() > last + bound : Math.abs(score - hit.score()) > bound) {
        return false;
      }
    }
    return true;
  }

  /** Our segments: the rows split at random places, some growing, some sealed. */
  private final class Ours {
    private final List<TextSegment> segments = new ArrayList<>();
    private final List<Integer> bases = new ArrayList<>();
    private final BitSet deleted;

    Ours(SplittableRandom random, List<String> texts, BitSet deleted, int count) {
      this.deleted = deleted;
      int from = 0;
      for (int i = 0; i < count; i++) {
        int to = i == count - 1 ? texts.size() : from + random.nextInt(texts.size() - from + 1);
        List<String> part = texts.subList(from, to);
        segments.add(
            random.nextBoolean()
                ? Segments.sealed(analyzer, part)
                : Segments.active(analyzer, part));
        bases.add(from);
        from = to;
      }
    }

    List<LuceneOracle.Scored> search(TextQuery query, int k) {
      TextSearch search = TextSearch.prepare(query, SPEC, segments);
      TopOrdinals all = new TopOrdinals(k);
      for (int i = 0; i < segments.size(); i++) {
        TopOrdinals best = new TopOrdinals(k);
        search.run(segments.get(i), live(i), best, new TextCost());
        for (int rank = 0; rank < best.count(); rank++) {
          all.offer(bases.get(i) + best.ordinal(rank), best.score(rank));
        }
      }
      all.sort();
      List<LuceneOracle.Scored> found = new ArrayList<>();
      for (int rank = 0; rank < all.count(); rank++) {
        found.add(new LuceneOracle.Scored(all.ordinal(rank), all.score(rank)));
      }
      return found;
    }

    private OrdinalBits live(int segment) {
      OrdinalBits live = OrdinalBits.all(segments.get(segment).rows());
      for (int row = 0; row < live.size(); row++) {
        if (deleted.get(bases.get(segment) + row)) {
          live.remove(row);
        }
      }
      return live;
    }
  }
}
