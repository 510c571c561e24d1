package io.vecstore;

import io.vecstore.core.model.Document;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a user's program does, run by {@link FlagFreeTest} in a JVM of its own. */
final class FlagFreeProgram {

  private static final int DIMENSION = 48;
  private static final int DOCUMENTS = 3_000;
  private static final String[] WORDS = {"log", "graph", "filter", "segment", "snapshot"};

  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    SplittableRandom random = new SplittableRandom(7);
    Schema schema = Schema.of(DIMENSION, Metric.COSINE).indexedBy(IndexSpec.hnsw().exactBelow(500));
    try (VecStore store = VecStore.open(directory, schema)) {
      store.ingest(IntStream.range(0, DOCUMENTS).mapToObj(i -> document(i, random)));
      store.optimize();
      store.snapshots().create("done");
    }
    try (VecStore store = VecStore.open(directory)) {
      for (int i = 0; i < 20; i++) {
        float[] vector = vector(random);
        print(store, Query.nearest(vector));
        print(store, Query.nearest(vector).where("even = true AND n < 900"));
        print(store, Query.hybrid(vector, WORDS[i % WORDS.length]));
      }
    }
  }

  private static Document document(int i, SplittableRandom random) {
    return Document.of("d" + i, vector(random))
        .withText(WORDS[i % WORDS.length] + " " + WORDS[i / 7 % WORDS.length] + " number " + i)
        .withMetadata(Map.of("n", i, "even", i % 2 == 0));
  }

  private static float[] vector(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static void print(VecStore store, Query query) {
    StringBuilder line = new StringBuilder();
    for (Hit hit : store.search(query)) {
      line.append(hit.id()).append('=').append(hit.score()).append(' ');
    }
    System.out.println(line);
  }

  private FlagFreeProgram() {}
}
