package io.vecstore.core.kernel;

import io.vecstore.core.schema.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The closeness of a plain query and a row for the metrics that are only ever searched exactly.
 * Sums are kept in double, component after component, so they need no order of lanes. Stateless.
 */
public final class ScannedMetrics {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ScannedMetrics() {}

  /**
   * Returns the closeness, as {@link Metric} defines it, of a query and the row that starts at a
   * byte offset.
   *
   * @param metric one without a graph
   * @param query the components as they are, not {@link QueryLanes}
   */
  public static float closeness(Metric metric, float[] query, MemorySegment rows, long offset) {
    return (float)
        switch (metric) {
          case MANHATTAN -> -manhattan(query, rows, offset);
          case HAMMING -> -hamming(query, rows, offset);
          case JACCARD -> -jaccard(query, rows, offset);
          case CHEBYSHEV -> -chebyshev(query, rows, offset);
          case CANBERRA -> -canberra(query, rows, offset);
          case BRAY_CURTIS -> -brayCurtis(query, rows, offset);
          case COSINE, EUCLIDEAN, DOT_PRODUCT ->
              throw new IllegalArgumentException(metric + " has kernels of its own");
        };
  }

  private static double manhattan(float[] query, MemorySegment rows, long offset) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += Math.abs((double) query[i] - component(rows, offset, i));
    }
    return sum;
  }

  private static double hamming(float[] query, MemorySegment rows, long offset) {
    int different = 0;
    for (int i = 0; i < query.length; i++) {
      different += query[i] > 0.5f != component(rows, offset, i) > 0.5f ? 1 : 0;
    }
    return different;
  }

  private static double jaccard(float[] query, MemorySegment rows, long offset) {
    double smaller = 0;
    double larger = 0;
    for (int i = 0; i < query.length; i++) {
      float a = Math.abs(query[i]);
      float b = Math.abs(component(rows, offset, i));
      smaller += Math.min(a, b);
      larger += Math.max(a, b);
    }
    return larger == 0 ? 0 : 1 - smaller / larger;
  }

  private static double chebyshev(float[] query, MemorySegment rows, long offset) {
    double largest = 0;
    for (int i = 0; i < query.length; i++) {
      largest = Math.max(largest, Math.abs((double) query[i] - component(rows, offset, i)));
    }
    return largest;
  }

  private static double canberra(float[] query, MemorySegment rows, long offset) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      double a = query[i];
      double b = component(rows, offset, i);
      double scale = Math.abs(a) + Math.abs(b);
      sum += scale == 0 ? 0 : Math.abs(a - b) / scale;
    }
    return sum;
  }

  private static double brayCurtis(float[] query, MemorySegment rows, long offset) {
    double difference = 0;
    double total = 0;
    for (int i = 0; i < query.length; i++) {
      double a = query[i];
      double b = component(rows, offset, i);
      difference += Math.abs(a - b);
      total += Math.abs(a + b);
    }
    return total == 0 ? (difference == 0 ? 0 : Double.POSITIVE_INFINITY) : difference / total;
  }

  private static float component(MemorySegment rows, long offset, int i) {
    return rows.get(FLOAT, offset + 4L * i);
  }
}
