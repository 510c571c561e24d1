package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.ScoreExplanation;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a hit has its score: the explanation has the number of the search, and its parts make it. */
class ScoreExplanationTest {

  private final VecStore store =
      VecStore.inMemory(
          Schema.of(2, Metric.COSINE).withText(TextSpec.english().field("title", 2)),
          options -> options.segmentRows(40));

  @BeforeEach
  void fill() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      store.upsert(
          Document.of("d" + i, random.nextFloat() + 0.1f, random.nextFloat())
              .withText(text(random, 12))
              .withMetadata(Map.of("title", text(random, 2), "n", i)));
    }
  }

  private static String text(SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append("word").append((char) ('a' + random.nextInt(12))).append(' ');
    }
    return text.toString();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void wordsAddUpToTheScore() {
    for (String keywords :
        List.of("worda wordb^3", "+worda -wordb title:wordc", "\"worda wordb\"~2 word*")) {
      Query query = Query.keywords(keywords).syntax().topK(100);
      for (Hit hit : store.search(query)) {
        ScoreExplanation why = store.explain(query, hit.id()).orElseThrow();
        assertEquals(hit.score(), why.value(), 1e-5, keywords);
        double sum = why.parts().stream().mapToDouble(ScoreExplanation::value).sum();
        assertEquals(hit.score(), sum, 1e-4, keywords + " " + why);
      }
    }
  }

  @Test
  void legsAreShownAsTheyWereFused() {
    Query query = Query.hybrid(new float[] {1, 0}, "worda wordc").fusedBy(Fusion.weighted(0.6));
    for (Hit hit : store.search(query)) {
      ScoreExplanation why = store.explain(query, hit.id()).orElseThrow();
      assertEquals(hit.score(), why.value(), 1e-6);
      double vector = why.parts().get(0).value();
      double words = why.parts().get(1).value();
      assertEquals(hit.score(), 0.6 * vector + 0.4 * words, 1e-6, why.toString());
      assertEquals(
          hit.legs().vectorScore().orElseThrow(), why.parts().get(0).parts().getFirst().value());
      assertEquals(
          hit.legs().keywordScore().orElseThrow(), why.parts().get(1).parts().getFirst().value());
    }
  }

  @Test
  void theTreeNamesFieldAndFormula() {
    Query query = Query.keywords("worda").topK(1);
    String id = store.search(query).ids().getFirst();
    String tree = store.explain(query, id).orElseThrow().toString();
    assertTrue(tree.contains("keywords  BM25, the sum of"), tree);
    assertTrue(tree.contains("title:worda  boost 2.0 * idf"), tree);
    assertTrue(tree.contains("of 100) * "), tree);
  }

  @Test
  void whatCannotBeFoundHasNoReason() {
    assertEquals(Optional.empty(), store.explain(Query.nearest(1, 0), "unknown"));
    assertEquals(Optional.empty(), store.explain(Query.nearest(1, 0).where("n > 50"), "d3"));
    assertEquals(Optional.empty(), store.explain(Query.keywords("absent"), "d3"));
  }

  @Test
  void vectorsStagesAndRerankersToo() {
    Query near = Query.nearest(1, 0).topK(3);
    Hits hits = store.search(near);
    assertEquals(hits.get(0).score(), store.explain(near, hits.get(0).id()).orElseThrow().value());
    Query staged = Query.fused(Fusion.rrf(), near, Query.keywords("worda"));
    Hit first = store.search(staged).get(0);
    ScoreExplanation why = store.explain(staged, first.id()).orElseThrow();
    assertEquals(first.score(), why.value());
    assertTrue(!why.parts().isEmpty());
    Query reranked = near.reranked(3, (query, candidates) -> new float[] {1, 2, 3});
    Hit last = store.search(reranked).get(0);
    assertEquals(3, store.explain(reranked, last.id()).orElseThrow().value());
  }
}
