package io.vecstore.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.Analyzer;
import io.vecstore.text.eval.IrSet;
import io.vecstore.text.eval.Measure;
import io.vecstore.text.eval.Rankings;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judged collections: a published figure reproduced, and the floors of our defaults. */
class RelevanceTest {

  /** Lucene's English analysis: its 33 stop words and Porter's first stemmer. */
  private static final AnalyzerSpec LUCENE =
      AnalyzerSpec.of("unicode")
          .then("possessive")
          .then("lowercase")
          .then(
              "stop",
              ("a an and are as at be but by for if in into is it no not of on or such that the"
                      + " their then there these they this to was will with")
                  .split(" "))
          .then("stem", "porter");

  @Test
  void scifactIsAsPublishedForLucene() {
    TextSpec spec = TextSpec.of(LUCENE).k1(0.9f).b(0.4f);
    IrSet set = IrSet.open("scifact");
    Rankings found = search(set, spec, 100);
    assertEquals(0.6789, found.mean(new Measure.Ndcg(10), set.judgements), 0.0005);
    assertEquals(0.9253, found.mean(new Measure.Recall(100), set.judgements), 0.0005);
  }

  @Test
  void englishDefaultOnScifact() {
    assertAtLeast(0.688, "scifact");
  }

  @Test
  void englishDefaultOnCranfield() {
    assertAtLeast(0.363, "cranfield");
  }

  @Test
  void englishDefaultOnCisi() {
    assertAtLeast(0.395, "cisi");
  }

  private static void assertAtLeast(double floor, String name) {
    IrSet set = IrSet.open(name);
    double ndcg = search(set, TextSpec.english(), 10).mean(new Measure.Ndcg(10), set.judgements);
    assertTrue(ndcg >= floor, () -> name + ": nDCG@10 " + ndcg + " is below " + floor);
  }

  private static Rankings search(IrSet set, TextSpec spec, int k) {
    Analyzer analyzer = Analyzer.of(spec.analyzer());
    TextSegment segment = Segments.sealed(analyzer, set.texts);
    Rankings rankings = new Rankings();
    set.queries.forEach(
        (query, text) -> {
          TextSearch search =
              TextSearch.prepare(MatchParser.parse(analyzer, text), spec, List.of(segment));
          TopOrdinals best = new TopOrdinals(k);
          search.run(segment, null, best, new TextCost());
          best.sort();
          List<String> found = new ArrayList<>();
          for (int rank = 0; rank < best.count(); rank++) {
            found.add(set.ids.get(best.ordinal(rank)));
          }
          rankings.add(query, found);
        });
    return rankings;
  }
}
