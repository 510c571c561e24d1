package io.vecstore.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.schema.Metric;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ScannedMetricsTest {

  @Test
  void distancesAreThoseComputedByHand() {
    float[] a = {1, 0, -2, 0.6f};
    float[] b = {3, 0, 1, 0.2f};
    assertEquals(-(2 + 3 + 0.4), closeness(Metric.MANHATTAN, a, b), 1e-6);
    assertEquals(-3, closeness(Metric.CHEBYSHEV, a, b), 1e-6);
    assertEquals(-2, closeness(Metric.HAMMING, a, b), 1e-6); // bits 1 0 0 1 and 1 0 1 0
    assertEquals(-(1 - (1 + 1 + 0.2) / (3 + 2 + 0.6)), closeness(Metric.JACCARD, a, b), 1e-6);
    assertEquals(-(2.0 / 4 + 3.0 / 3 + 0.4 / 0.8), closeness(Metric.CANBERRA, a, b), 1e-6);
    assertEquals(-(5.4 / (4 + 1 + 0.8)), closeness(Metric.BRAY_CURTIS, a, b), 1e-6);
  }

  @Test
  void aVectorIsAtDistanceZeroFromItself() {
    float[] vector = {0.9f, 0, 3, 7};
    for (Metric metric : Metric.values()) {
      if (!metric.hasGraph()) {
        assertEquals(0, closeness(metric, vector, vector), 0, metric.name());
        assertEquals(0, closeness(metric, new float[4], new float[4]), 0, metric.name());
      }
    }
  }

  @Test
  void metricsWithAGraphAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> closeness(Metric.COSINE, new float[1], new float[1]));
  }

  @Test
  void anInverseNormNeitherOverflowsNorVanishes() {
    assertEquals(0.2f, InverseNorms.of(new float[] {3, 0, 4}));
    assertEquals(0, InverseNorms.of(new float[2]));
    assertEquals(1e-38f / 3, InverseNorms.of(new float[] {3e38f}), 1e-44f);
    assertEquals(Float.MAX_VALUE, InverseNorms.of(new float[] {Float.MIN_VALUE}));
    float[] vector = {1, 2, 3};
    assertEquals(InverseNorms.of(vector), InverseNorms.of(MemorySegment.ofArray(vector), 0, 3));
  }

  private static float closeness(Metric metric, float[] query, float[] row) {
    return ScannedMetrics.closeness(metric, query, MemorySegment.ofArray(row), 0);
  }
}
