package io.vecstore.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vecstore.Namespace;
import io.vecstore.VecDatabase;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.tenant.Quotas;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whatNamespacesHaveUsedIsSeenInTheGauges() {
    Schema schema = Schema.of(2, Metric.COSINE);
    try (VecDatabase database = VecDatabase.inMemory()) {
      Namespace acme =
          database
              .namespaces()
              .create("acme", schema, p -> p.limitedTo(Quotas.unlimited().maxVectors(4)));
      NamespaceMetrics metrics = new NamespaceMetrics(database.namespaces());
      metrics.bindTo(registry);
      assertEquals(0, gauge("vectors", "acme"));
      acme.upsert("a", new float[] {1, 0}, Map.of());
      acme.count();
      database.namespaces().create("globex", schema);
      metrics.refresh();
      assertEquals(1, gauge("vectors", "acme"));
      assertEquals(0.25, gauge("utilization", "acme"));
      assertEquals(2, gauge("requests", "acme"));
      assertEquals(0, gauge("queries", "acme"));
      assertEquals(0, gauge("vectors", "globex"));
      database.namespaces().drop("acme");
      metrics.refresh();
      assertNull(registry.find("vecstore.namespace.vectors").tag("namespace", "acme").gauge());
    }
  }

  private double gauge(String what, String namespace) {
    return registry.get("vecstore.namespace." + what).tag("namespace", namespace).gauge().value();
  }
}
