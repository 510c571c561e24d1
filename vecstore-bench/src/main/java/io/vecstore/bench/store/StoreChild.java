package io.vecstore.bench.store;

import io.vecstore.VecStore;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Durability;
import java.nio.file.Path;

/**
 * The process that opens a store, or writes to one until it is killed. Says what it did on standard
 * output.
 */
final class StoreChild {

  private static final int BATCH = 100;

  private StoreChild() {}

  /** Runs {@code open DIR QUERY...} or {@code write DIR FIRST SEED BASE DIMENSION}. */
  @SuppressWarnings("SystemOut") // the parent listens there
  public static void main(String... args) {
    Path directory = Path.of(args[1]);
    if (args[0].equals("open")) {
      System.out.println(open(directory, vector(args[2])));
    } else {
      Rows rows = Rows.around(Path.of(args[3]), Integer.parseInt(args[4]), 1);
      write(directory, rows, Long.parseLong(args[2]));
    }
  }

  private static float[] vector(String words) {
    String[] parts = words.split(",", -1);
    float[] vector = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      vector[i] = Float.parseFloat(parts[i]);
    }
    return vector;
  }

  private static String open(Path directory, float[] vector) {
    long begin = System.nanoTime();
    try (VecStore store = VecStore.open(directory)) {
      long opened = System.nanoTime();
      Hits hits = store.search(Query.nearest(vector).topK(10));
      long answered = System.nanoTime();
      return "opened %d %d %d %d %d"
          .formatted(
              opened - begin, answered - begin, store.graphBuilds(), store.count(), hits.size());
    }
  }

  @SuppressWarnings("SystemOut")
  private static void write(Path directory, Rows rows, long first) {
    try (VecStore store = VecStore.open(directory, o -> o.durability(Durability.INTERVAL))) {
      for (long row = first; ; row += BATCH) {
        long from = row;
        store.batch(
            batch -> {
              for (long i = from; i < from + BATCH; i++) {
                batch.upsert(rows.document(i));
              }
            });
        System.out.println("ack " + (row + BATCH) + "!");
      }
    }
  }
}
