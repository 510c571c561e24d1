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

  /** How our rows are spread; Lucene has one segment. */
  private enum Shape {
    SEALED(1),
    SEVEN(7),
    HEAD_ONLY(1);

    private final int segments;

    Shape(int segments) {
      this.segments = segments;
    }

    private boolean seals(SplittableRandom random) {
      return switch (this) {
        case SEALED -> true;
        case SEVEN -> random.nextBoolean();
        case HEAD_ONLY -> false;
      };
    }
  }

  /**
   * Every class of queries in every shape, with no, a tenth and half of the rows deleted, for every
   * k and density of the filter.
   */
  @Test
  void theWholeMatrixRanksAsLuceneDoes() {
    for (Shape shape : Shape.values()) {
      for (double deleted : new double[] {0, 0.1, 0.5}) {
        Forall.cases(1).check(random -> compare(random, new Layout(shape, deleted, 1200, 20, 120)));
      }
    }
  }

  @Test
  void smallCollectionsRankAsLuceneDoes() {
    Forall.cases(4).check(random -> compare(random, new Layout(Shape.SEVEN, 0.1, 60, 10, 30)));
  }

  @Test
  void manyBlocksRankAsLuceneDoes() {
    Forall.cases(1).check(random -> compare(random, new Layout(Shape.SEALED, 0.02, 6000, 15, 60)));
  }

  private record Layout(Shape shape, double deleted, int texts, int length, int words) {}

  private void compare(SplittableRandom random, Layout layout) throws Exception {
    Corpus corpus = new Corpus(random, layout.words);
    List<String> texts = corpus.texts(layout.texts, layout.length);
    BitSet deleted = new BitSet();
    for (int row = 0; row < texts.size(); row++) {
      deleted.set(row, random.nextDouble() < layout.deleted);
    }
    Ours ours = new Ours(random, texts, deleted, layout.shape);
    try (LuceneOracle oracle =
        new LuceneOracle(
            analyzer, texts, deleted, new float[] {SPEC.k1(), SPEC.b()}, SPEC.phraseBoost())) {
      for (TextQuery query : new Queries(random, corpus).all()) {
        for (int each : LuceneOracle.FILTERS) {
          for (int k : new int[] {1, 10, 1000}) {
            assertSame(query, oracle.search(query, each, k), ours.search(query, each, k));
          }
        }
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

    Ours(SplittableRandom random, List<String> texts, BitSet deleted, Shape shape) {
      this.deleted = deleted;
      int count = shape.segments;
      int from = 0;
      for (int i = 0; i < count; i++) {
        int to = i == count - 1 ? texts.size() : from + random.nextInt(texts.size() - from + 1);
        List<String> part = texts.subList(from, to);
        segments.add(
            shape.seals(random)
                ? Segments.sealed(analyzer, part)
                : Segments.active(analyzer, part));
        bases.add(from);
        from = to;
      }
    }

    List<LuceneOracle.Scored> search(TextQuery query, int each, int k) {
      TextSearch search = TextSearch.prepare(query, SPEC, segments);
      TopOrdinals all = new TopOrdinals(k);
      for (int i = 0; i < segments.size(); i++) {
        TopOrdinals best = new TopOrdinals(k);
        search.run(segments.get(i), accepted(i, each), best, all.threshold(), new TextCost());
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

    private OrdinalBits accepted(int segment, int each) {
      OrdinalBits live = OrdinalBits.all(segments.get(segment).rows());
      for (int row = 0; row < live.size(); row++) {
        int number = bases.get(segment) + row;
        if (deleted.get(number) || number % each != 0) {
          live.remove(row);
        }
      }
      return live;
    }
  }
}
