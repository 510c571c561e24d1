package io.vecstore.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vecstore.VecStore;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whatTheStoreHoldsIsSeenInTheGauges() {
    VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE));
    for (int i = 0; i < 7; i++) {
      store.upsert("d" + i, new float[] {1, i}, Map.of());
    }
    store.softDelete("d1");
    store.delete("d2");
    new StoreMetrics(store, "kb").bindTo(registry);

    assertEquals(5, gauge("vecstore.documents"));
    assertEquals(1, gauge("vecstore.documents.hidden"));
    assertEquals(7, gauge("vecstore.rows.active"));
    assertEquals(0, gauge("vecstore.segments"));
    assertEquals(9, registry.get("vecstore.writes").tag("store", "kb").functionCounter().count());
  }

  @Test
  void theGaugesOfAClosedStoreAreNotANumber() {
    VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE));
    new StoreMetrics(store, "gone").bindTo(registry);
    store.close();
    assertTrue(Double.isNaN(registry.get("vecstore.documents").gauge().value()));
  }

  @Test
  void queriesAndWritesAreTimed() {
    try (VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE))) {
      try (StoreTimers timers = new StoreTimers()) {
        timers.bindTo(registry);
        store.upsert("a", new float[] {1, 0}, Map.of());
        store.search(Query.nearest(1, 0).topK(1));
        store.search(Query.keywords("word").topK(1));
        store.search(Query.keywords("other").topK(1));
      }
      assertEquals(
          2, registry.get("vecstore.query").tag("kind", "KEYWORDS").timer().count(), "by words");
      assertEquals(1, registry.get("vecstore.query").tag("kind", "NEAREST").timer().count());
      assertEquals(1, registry.get("vecstore.write").timer().count());
      assertTrue(registry.get("vecstore.write").timer().totalTime(TimeUnit.NANOSECONDS) > 0);
    }
  }

  private double gauge(String name) {
    return registry.get(name).tag("store", "kb").gauge().value();
  }
}
