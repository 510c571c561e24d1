package io.vecstore;

import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes more than its heap holds, and asks meanwhile. Arguments: directory, rows, dimension,
 * {@code graph} or {@code flat}. Prints what it found at the end.
 */
final class LargerThanMemoryProgram {

  private static final int BATCH = 100;
  private static final int WORDS = 40;

  private LargerThanMemoryProgram() {}

  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[1]);
    int dimension = Integer.parseInt(arguments[2]);
    IndexSpec index = arguments[3].equals("graph") ? IndexSpec.hnsw() : IndexSpec.flat();
    Schema schema = Schema.of(dimension, Metric.COSINE).indexedBy(index);
    SplittableRandom random = new SplittableRandom(7);
    try (VecStore store =
        VecStore.open(Path.of(arguments[0]), schema, o -> o.durability(Durability.MANUAL))) {
      for (int row = 0; row < rows; row += BATCH) {
        int first = row;
        store.batch(
            batch -> {
              for (int i = first; i < first + BATCH; i++) {
                batch.upsert(document(i, dimension, random));
              }
            });
        if (row % 5_000 == 0) {
          store.search(Query.nearest(vector(dimension, random)).topK(10));
        }
      }
      store.sync();
      store.optimize();
      System.out.println(
          store.count()
              + " "
              + store.count(Filter.parse("seven = 3"))
              + " "
              + store.search(Query.nearest(vector(dimension, random)).topK(10)).size()
              + " "
              + store.search(Query.keywords("w17").topK(10)).size());
      System.err.println(store.stats());
    }
  }

  private static Document document(int i, int dimension, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < WORDS; word++) {
      text.append('w').append(random.nextInt(1 + random.nextInt(5_000))).append(' ');
    }
    return Document.of("document-" + i, vector(dimension, random))
        .withText(text.toString())
        .withMetadata(Map.of("seven", i % 7, "name", "row " + i, "price", i * 0.25));
  }

  private static float[] vector(int dimension, SplittableRandom random) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }
}
