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
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is passed over would not have been found: the same rows as by scoring every one. */
class PruningTest {

  private final Analyzer analyzer = Analyzer.of(AnalyzerSpec.whitespace());

  @Test
  void prunedEqualsExhaustive() {
    Forall.cases(6).check(this::compare);
  }

  /** 60 collections, 180 queries each. */
  @Test
  @Tag("slow")
  void prunedEqualsExhaustiveTenThousandTimes() {
    Forall.cases(60).check(this::compare);
  }

  private void compare(SplittableRandom random) {
    Corpus corpus = new Corpus(random, 20 + random.nextInt(400));
    List<String> texts = corpus.texts(200 + random.nextInt(9000), 1 + random.nextInt(12));
    TextSegment segment =
        random.nextInt(5) == 0
            ? Segments.active(analyzer, texts)
            : Segments.sealed(analyzer, texts);
    TextSpec spec = TextSpec.whitespace().k1(random.nextInt(3)).b((float) random.nextInt(5) / 4);
    Queries queries = new Queries(random, corpus);
    for (int i = 0; i < 180; i++) {
      TextQuery query =
          switch (random.nextInt(8)) {
            case 0 -> queries.word();
            case 1 -> queries.and(2 + random.nextInt(3));
            case 2 -> queries.phrase(2 + random.nextInt(2), random.nextInt(3));
            case 3 -> queries.mixed();
            case 4 -> queries.full();
            case 5 -> alternatives(queries, 1 + random.nextInt(3));
            default -> TextQuery.any(queries.words(2 + random.nextInt(8)));
          };
      int k = new int[] {1, 3, 10, 100, 1000}[random.nextInt(5)];
      compare(segment, TextSearch.prepare(query, spec, List.of(segment)), accept(random, texts), k);
    }
  }

  /** All of some groups, of each of which some may be there, as where several fields are asked. */
  private static TextQuery alternatives(Queries queries, int least) {
    TextQuery one = new TextQuery.Combined(List.of(), queries.words(4), List.of(), least);
    return new TextQuery.Combined(
        List.of(one, TextQuery.any(queries.words(2))), List.of(queries.word()), List.of(), 0);
  }

  private static @Nullable OrdinalBits accept(SplittableRandom random, List<String> texts) {
    double density = new double[] {0, 0.001, 0.1, 0.9, 1, 1}[random.nextInt(6)];
    if (density == 1) {
      return null;
    }
    OrdinalBits accept = new OrdinalBits(texts.size());
    for (int row = 0; row < texts.size(); row++) {
      if (random.nextDouble() < density) {
        accept.add(row);
      }
    }
    return accept;
  }

  private static void compare(
      TextSegment segment, TextSearch search, @Nullable OrdinalBits accept, int k) {
    TopOrdinals all = new TopOrdinals(k);
    search.run(segment, new Collector(accept, all), new TextCost(), false);
    TopOrdinals pruned = new TopOrdinals(k);
    search.run(segment, accept, pruned, new TextCost());
    all.sort();
    pruned.sort();
    assertEquals(all.count(), pruned.count());
    for (int rank = 0; rank < all.count(); rank++) {
      assertEquals(all.score(rank), pruned.score(rank), 1e-6f * all.score(rank));
      assertTrue(
          all.ordinal(rank) == pruned.ordinal(rank) || hasTwin(all, rank),
          "rank " + rank + " of " + k);
    }
  }

  /** Sums in another order may differ in the last bit: then equals may change places. */
  private static boolean hasTwin(TopOrdinals all, int rank) {
    float score = all.score(rank);
    float near = 1e-6f * score;
    return (rank > 0 && all.score(rank - 1) - score < near)
        || (rank + 1 < all.count() && score - all.score(rank + 1) < near)
        || rank + 1 == all.capacity();
  }

  @Test
  void blocksArePassedOver() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> texts = new Corpus(random, 100).texts(40_000, 8);
    TextSegment segment = Segments.sealed(analyzer, texts);
    for (TextQuery query :
        List.of(
            new TextQuery.Word("w0", 1),
            TextQuery.any(List.of(new TextQuery.Word("w0", 1), new TextQuery.Word("w90", 1))))) {
      TextCost cost = new TextCost();
      TextSearch.prepare(query, TextSpec.whitespace(), List.of(segment))
          .run(segment, null, new TopOrdinals(3), cost);
      assertTrue(cost.scoredRows() < cost.postings() / 10, () -> query + ": " + cost.scoredRows());
    }
  }

  /** As where each word of a query may be in either of two fields, and all have to be there. */
  @Test
  void rowsAreNotScoredWhereNoneIsGoodEnough() {
    List<String> texts = new ArrayList<>(Collections.nCopies(300, "w0 w1 w2 w3"));
    texts.addAll(Collections.nCopies(3000, "w0 and w2 in a text that is longer than the others"));
    TextSegment segment = Segments.sealed(analyzer, texts);
    TextQuery query =
        new TextQuery.Combined(List.of(either(0, 1), either(2, 3)), List.of(), List.of(), 0);
    TextSearch search = TextSearch.prepare(query, TextSpec.whitespace(), List.of(segment));
    TextCost pruned = new TextCost();
    search.run(segment, new Collector(null, new TopOrdinals(3)), pruned, true);
    TextCost all = new TextCost();
    search.run(segment, new Collector(null, new TopOrdinals(3)), all, false);
    assertTrue(
        pruned.scoredRows() < all.scoredRows() / 2,
        () -> pruned.scoredRows() + " of " + all.scoredRows());
  }

  private static TextQuery either(int one, int other) {
    return TextQuery.any(
        List.of(new TextQuery.Word("w" + one, 1), new TextQuery.Word("w" + other, 1)));
  }
}
