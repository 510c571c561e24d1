package io.vecstore.bench.text;

import io.vecstore.VecStore;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.text.eval.Measure;
import io.vecstore.text.eval.Rankings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Asks a store the questions of a judged set in every way, and measures the rankings. */
final class Relevance {

  /** Lucene's English analysis: its 33 stop words and Porter's first stemmer; k1 0.9, b 0.4. */
  static final TextSpec ANSERINI =
      TextSpec.of(
              AnalyzerSpec.of("unicode")
                  .then("possessive")
                  .then("lowercase")
                  .then(
                      "stop",
                      ("a an and are as at be but by for if in into is it no not of on or such that"
                              + " the their then there these they this to was will with")
                          .split(" "))
                  .then("stem", "porter"))
          .k1(0.9f)
          .b(0.4f);

  private static final int DEPTH = 100;

  /** A way to ask. */
  enum Way {
    /** Words alone, the English defaults. */
    KEYWORD,
    /** Vectors alone, exact. */
    VECTOR,
    /** Both, by the default fusion. */
    HYBRID,
    /** Both, by reciprocal ranks. */
    RRF,
    /** Words alone, as the published figures for BM25 have it. */
    ANSERINI
  }

  /**
   * How good a ranking is, on the mean of the judged questions.
   *
   * @param ndcg nDCG at 10
   * @param recall recall at 100
   */
  record Score(double ndcg, double recall) {}

  private Relevance() {}

  /** Measures all ways. */
  static Map<Way, Score> of(JudgedSet set) {
    Map<Way, Score> scores = new LinkedHashMap<>();
    try (VecStore store = store(set, TextSpec.english())) {
      scores.put(Way.KEYWORD, score(set, store, (vector, text) -> Query.keywords(text)));
      scores.put(Way.VECTOR, score(set, store, (vector, text) -> Query.nearest(vector).exact()));
      scores.put(Way.HYBRID, score(set, store, (vector, text) -> Query.hybrid(vector, text)));
      scores.put(
          Way.RRF,
          score(set, store, (vector, text) -> Query.hybrid(vector, text).fusedBy(Fusion.rrf())));
    }
    try (VecStore store = store(set, ANSERINI)) {
      scores.put(Way.ANSERINI, score(set, store, (vector, text) -> Query.keywords(text)));
    }
    return scores;
  }

  private static VecStore store(JudgedSet set, TextSpec spec) {
    Schema schema =
        Schema.of(set.documents().dimension(), Metric.COSINE)
            .withText(spec)
            .indexedBy(IndexSpec.flat());
    VecStore store = VecStore.inMemory(schema);
    store.ingest(IntStream.range(0, set.ids().size()).mapToObj(row -> document(set, row)));
    store.optimize();
    return store;
  }

  private static Document document(JudgedSet set, int row) {
    Document document = Document.of(set.ids().get(row), set.documents().row(row));
    String text = set.texts().get(row);
    return text.isEmpty() ? document : document.withText(text);
  }

  private static Score score(
      JudgedSet set, VecStore store, BiFunction<float[], String, Query> ask) {
    Rankings rankings = new Rankings();
    int number = 0;
    for (Map.Entry<String, String> query : set.queries().entrySet()) {
      float[] vector = set.queryVectors().row(number++);
      List<String> found = store.search(ask.apply(vector, query.getValue()).topK(DEPTH)).ids();
      rankings.add(query.getKey(), found);
    }
    return new Score(
        rankings.mean(new Measure.Ndcg(10), set.judgements()),
        rankings.mean(new Measure.Recall(DEPTH), set.judgements()));
  }
}
