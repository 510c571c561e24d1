package io.vecstore.text.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.query.Fusion;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.Analyzer;
import io.vecstore.text.eval.IrSet;
import io.vecstore.text.eval.Measure;
import io.vecstore.text.eval.Rankings;
import io.vecstore.text.fuse.Fused;
import io.vecstore.text.fuse.Fuser;
import io.vecstore.text.fuse.Leg;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.MatchParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The default fusion is worth its place: better than either leg, and than ranks alone. */
class HybridRelevanceTest {

  private static final int DEPTH = 100;
  private static final TextSpec SPEC = TextSpec.english();
  private static final List<Fusion> FUSIONS =
      Stream.concat(
              Arrays.stream(Fusion.Strategy.values()).map(Fusion::of),
              Stream.of(Fusion.weighted(1), Fusion.weighted(0)))
          .toList();

  @Test
  void theDefaultBeatsBothLegsAndReciprocalRanksOnTheMean() throws IOException {
    Map<Fusion.Strategy, Double> means = new EnumMap<>(Fusion.Strategy.class);
    double vectors = 0;
    double words = 0;
    List<String> names = List.of("scifact", "cranfield", "cisi");
    for (String name : names) {
      Map<Fusion, Double> ndcg = new Collection(IrSet.open(name)).ndcg(FUSIONS);
      for (Fusion.Strategy strategy : Fusion.Strategy.values()) {
        means.merge(strategy, value(ndcg, Fusion.of(strategy)) / names.size(), Double::sum);
      }
      vectors += value(ndcg, Fusion.weighted(1)) / names.size();
      words += value(ndcg, Fusion.weighted(0)) / names.size();
    }
    String all = means + ", vectors " + vectors + ", words " + words;
    if (Boolean.getBoolean("print")) {
      System.out.println(all);
    }
    double mine = means.getOrDefault(Fusion.Strategy.WEIGHTED_SUM, 0.0);
    assertTrue(mine > vectors + 0.03 && mine > words + 0.03, all);
    assertTrue(mine > means.getOrDefault(Fusion.Strategy.RRF, 1.0), all);
    double worse = Math.min(vectors, words);
    means.forEach((strategy, mean) -> assertTrue(mean > worse, () -> strategy + ": " + all));
  }

  private static double value(Map<Fusion, Double> ndcg, Fusion fusion) {
    return ndcg.getOrDefault(fusion, Double.NaN);
  }

  private static final class Collection {
    private final IrSet set;
    private final float[][] documents;
    private final float[][] queries;
    private final Analyzer analyzer = Analyzer.of(SPEC.analyzer());
    private final TextSegment segment;

    Collection(IrSet set) throws IOException {
      this.set = set;
      documents = normalized(set.vectors("minilm_docs.hvecs"));
      queries = normalized(set.vectors("minilm_queries.hvecs"));
      segment = Segments.sealed(analyzer, set.texts);
    }

    Map<Fusion, Double> ndcg(List<Fusion> fusions) {
      Map<Fusion, Rankings> rankings = new LinkedHashMap<>();
      int number = 0;
      for (Map.Entry<String, String> query : set.queries.entrySet()) {
        float[] vector = queries[number++];
        TextSearch search =
            TextSearch.prepare(
                MatchParser.parse(analyzer, query.getValue()), SPEC, List.of(segment));
        List<Leg> legs = List.of(leg(near(vector), -1), leg(words(search), 0));
        for (Fusion fusion : fusions) {
          rankings
              .computeIfAbsent(fusion, key -> new Rankings())
              .add(query.getKey(), fuse(fusion, legs, vector, search));
        }
      }
      Map<Fusion, Double> means = new LinkedHashMap<>();
      rankings.forEach(
          (fusion, found) -> means.put(fusion, found.mean(new Measure.Ndcg(10), set.judgements)));
      return means;
    }

    private TopOrdinals words(TextSearch search) {
      TopOrdinals words = new TopOrdinals(DEPTH);
      search.run(segment, null, words, new TextCost());
      return words;
    }

    private TopOrdinals near(float[] vector) {
      TopOrdinals near = new TopOrdinals(DEPTH);
      for (int row = 0; row < documents.length; row++) {
        near.offer(row, dot(vector, documents[row]));
      }
      return near;
    }

    private List<String> fuse(Fusion fusion, List<Leg> legs, float[] vector, TextSearch search) {
      Fuser fuser = new Fuser(fusion, legs);
      if (fuser.wantsCompletion()) {
        fuser.complete(0, cosines(vector, fuser.missing(0)));
        fuser.complete(1, scores(search, fuser.missing(1)));
      }
      Fused fused = fuser.fuse(10);
      List<String> found = new ArrayList<>();
      for (int rank = 0; rank < fused.count(); rank++) {
        found.add(set.ids.get((int) fused.key(rank)));
      }
      return found;
    }

    private static Leg leg(TopOrdinals best, float floor) {
      best.sort();
      long[] keys = new long[best.count()];
      float[] scores = new float[best.count()];
      for (int rank = 0; rank < keys.length; rank++) {
        keys[rank] = best.ordinal(rank);
        scores[rank] = best.score(rank);
      }
      return Leg.of(keys, scores, floor);
    }

    private float[] cosines(float[] vector, long[] keys) {
      float[] scores = new float[keys.length];
      for (int i = 0; i < keys.length; i++) {
        scores[i] = dot(vector, documents[(int) keys[i]]);
      }
      return scores;
    }

    private float[] scores(TextSearch search, long[] keys) {
      int[] ordinals = new int[keys.length];
      for (int i = 0; i < keys.length; i++) {
        ordinals[i] = (int) keys[i];
      }
      float[] scores = new float[keys.length];
      search.score(segment, ordinals, scores, new TextCost());
      return scores;
    }

    private static float dot(float[] a, float[] b) {
      float sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }

    private static float[][] normalized(float[][] rows) {
      for (float[] row : rows) {
        float inverse = (float) (1 / Math.sqrt(Math.max(dot(row, row), Float.MIN_NORMAL)));
        for (int i = 0; i < row.length; i++) {
          row[i] *= inverse;
        }
      }
      return rows;
    }
  }
}
