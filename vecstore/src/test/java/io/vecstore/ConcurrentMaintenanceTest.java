package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.model.Document;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Those who optimize and those who take snapshots do not disturb each other. */
class ConcurrentMaintenanceTest {

  @Test
  void aSnapshotThatIsTakenMeanwhileDoesNotMakeAnOptimizationFail() throws Exception {
    Schema schema = Schema.of(2, Metric.EUCLIDEAN).indexedBy(IndexSpec.hnsw().exactBelow(20));
    try (VecStore store = VecStore.inMemory(schema);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int round = 0; round < 40; round++) {
        for (int i = 0; i < 200; i++) {
          store.upsert(Document.of("d" + i, i, round));
        }
        String name = "s" + round;
        List<Future<?>> running = new ArrayList<>();
        running.add(threads.submit(store::optimize));
        running.add(threads.submit(() -> store.snapshots().create(name)));
        running.add(threads.submit(store::optimize));
        for (Future<?> one : running) {
          one.get();
        }
        assertEquals(200, store.count());
      }
    }
  }
}
