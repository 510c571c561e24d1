package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.query.Reranker;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hits that are scored again by something of the user's. */
class RerankTest {

  /** Likes high numbers. */
  private static final Reranker BY_NUMBER =
      (query, hits) -> {
        float[] scores = new float[hits.size()];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = hits.get(i).metadata().getLong("n").orElseThrow();
        }
        return scores;
      };

  private final VecStore store = VecStore.inMemory(Schema.of(2, Metric.EUCLIDEAN));

  @BeforeEach
  void fill() {
    for (int n = 0; n < 20; n++) {
      store.upsert("d" + n, new float[] {n, 0}, Map.of("n", n));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theBestOfTheCandidatesByTheRerankersScore() {
    Hits hits = store.search(Query.nearest(0, 0).topK(2).reranked(5, BY_NUMBER));
    assertEquals(List.of("d4", "d3"), hits.ids());
    assertEquals(4, hits.get(0).score());
    assertEquals(4, hits.get(0).legs().distance().orElseThrow(), "what was found stays known");
  }

  @Test
  void candidatesAreAtLeastTheHits() {
    Hits hits = store.search(Query.nearest(0, 0).topK(3).reranked(1, BY_NUMBER));
    assertEquals(List.of("d2", "d1", "d0"), hits.ids());
  }

  @Test
  void candidatesComeBestFirstAndPassTheFilter() {
    List<String> seen = new ArrayList<>();
    Reranker nosy =
        (query, hits) -> {
          hits.forEach(hit -> seen.add(hit.id()));
          return new float[hits.size()];
        };
    store.search(Query.nearest(0, 0).topK(1).where("n > 3").reranked(3, nosy));
    assertEquals(List.of("d4", "d5", "d6"), seen);
  }

  @Test
  void theLeastScoreIsTheRerankers() {
    Query query = Query.nearest(0, 0).topK(5).minScore(3).reranked(5, BY_NUMBER);
    assertEquals(List.of("d4", "d3"), store.search(query).ids());
  }

  @Test
  void stagesAndDiversityGoWithIt() {
    Query stage = Query.nearest(0, 0).topK(2).reranked(4, BY_NUMBER);
    assertEquals(List.of("d3", "d2"), store.search(Query.fused(Fusion.rrf(), stage).topK(2)).ids());
    Query whole = Query.fused(Fusion.rrf(), Query.nearest(0, 0)).topK(1).reranked(9, BY_NUMBER);
    assertEquals(List.of("d8"), store.search(whole).ids());
    Query diverse = Query.nearest(0, 0).topK(1).diversify(0.99).reranked(2, BY_NUMBER);
    assertEquals(List.of("d3"), store.search(diverse).ids());
  }

  @Test
  void explainedAsAStep() {
    Query query = Query.nearest(0, 0).topK(2).reranked(5, BY_NUMBER);
    String plan = store.explain(query).toString();
    assertTrue(plan.contains("rerank  5 candidates"), plan);
  }

  @Test
  void nothingToRerankIsNoCall() {
    Reranker never =
        (query, hits) -> {
          throw new AssertionError();
        };
    assertEquals(0, store.search(Query.nearest(0, 0).where("n > 99").reranked(5, never)).size());
  }

  @Test
  void aWrongRerankerIsToldSo() {
    Query query = Query.nearest(0, 0).topK(2);
    refused("1 scores", query.reranked(5, (asked, hits) -> new float[1]));
    refused("NaN", query.reranked(1, (asked, hits) -> new float[] {1, Float.NaN}));
    assertThrows(InvalidInputException.class, () -> query.reranked(0, BY_NUMBER));
    assertThrows(
        InvalidInputException.class,
        () -> store.page(query.reranked(5, BY_NUMBER), Optional.empty()));
  }

  private void refused(String message, Query query) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> store.search(query));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
