package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store in memory that is filled the same way takes as many bytes, and answers the same. */
@Tag("once")
class SameEveryTimeTest {

  private static final int DIMENSION = 16;
  private static final Schema SCHEMA =
      Schema.of(DIMENSION, Metric.COSINE).indexedBy(IndexSpec.hnsw().exactBelow(200));

  private static float[] vector(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static Stream<Document> documents() {
    SplittableRandom random = new SplittableRandom(11);
    return IntStream.range(0, 3_000)
        .mapToObj(
            i ->
                Document.of("d" + i, vector(random))
                    .withText("word" + random.nextInt(40) + " word" + random.nextInt(400))
                    .withMetadata(Map.of("n", i % 17)));
  }

  /**
   * Everything that a run shows: the size of its segment, documents, ranks and the bits of scores.
   */
  private static List<String> run() {
    List<String> shown = new ArrayList<>();
    try (VecStore store = VecStore.inMemory(SCHEMA)) {
      store.ingest(documents());
      shown.addAll(answers(store));
      store.optimize();
      shown.add(store.stats().segmentBytes() + " bytes");
      shown.addAll(answers(store));
      try (Stream<Document> all = store.scan(Filter.everything())) {
        all.forEach(document -> shown.add(document.toString()));
      }
    }
    return shown;
  }

  private static List<String> answers(VecStore store) {
    List<String> answers = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 60; i++) {
      float[] vector = vector(random);
      for (Query query :
          List.of(
              Query.nearest(vector),
              Query.nearest(vector).where("n < 3"),
              Query.keywords("word" + i % 40),
              Query.hybrid(vector, "word" + i % 40))) {
        store
            .search(query)
            .forEach(hit -> answers.add(hit.id() + " " + Float.floatToIntBits(hit.score())));
      }
    }
    return answers;
  }

  @Test
  void everyRunShowsTheSame() {
    List<String> first = run();
    for (int i = 0; i < 2; i++) {
      assertEquals(first, run());
    }
  }
}
