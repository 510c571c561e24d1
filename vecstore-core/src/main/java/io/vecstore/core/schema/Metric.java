package io.vecstore.core.schema;

/**
 * How close two vectors are. Engines rank by <em>closeness</em>, a float that is higher for closer
 * vectors whatever the metric; a hit's <em>score</em> and <em>distance</em> are derived from it.
 *
 * <p>The first three can be searched through a graph. The others are searched exactly.
 */
public enum Metric {
  /**
   * The cosine of the angle. Closeness and score are the cosine, in [-1, 1]; distance is {@code 1 -
   * cosine}. No zero vectors.
   */
  COSINE(1, true),
  /**
   * Euclidean distance. Closeness is the negated <em>squared</em> distance; score is {@code 1 / (1
   * + distance)}.
   */
  EUCLIDEAN(2, true),
  /**
   * The dot product, of vectors of any length. Closeness and score are the product; distance is its
   * negation.
   */
  DOT_PRODUCT(3, true),
  /**
   * The sum of absolute differences. Closeness is the negated distance; score is {@code 1 / (1 +
   * distance)}.
   */
  MANHATTAN(4, false),
  /**
   * The number of components that differ when each is taken as a bit, set above 0.5. Score is
   * {@code 1 / (1 + distance)}.
   */
  HAMMING(5, false),
  /**
   * One minus the weighted Jaccard similarity {@code sum(min) / sum(max)} of the absolute values; 0
   * for two zero vectors.
   */
  JACCARD(6, false),
  /**
   * The largest absolute difference. Closeness is the negated distance; score is {@code 1 / (1 +
   * distance)}.
   */
  CHEBYSHEV(7, false),
  /**
   * The sum of {@code |a - b| / (|a| + |b|)}, where 0 / 0 counts as 0. Score is {@code 1 / (1 +
   * distance)}.
   */
  CANBERRA(8, false),
  /**
   * {@code sum |a - b| / sum |a + b|}; 0 for two zero vectors. Score is {@code 1 / (1 + distance)}.
   */
  BRAY_CURTIS(9, false);

  private final int code;
  private final boolean graph;

  Metric(int code, boolean graph) {
    this.code = code;
    this.graph = graph;
  }

  /** Returns the number that stands for this metric on disk; it never changes. */
  public int code() {
    return code;
  }

  /** Returns whether an HNSW graph can be searched by this metric. */
  public boolean hasGraph() {
    return graph;
  }

  /**
   * Returns the distance for a closeness, in the unit that the constant documents; lower is closer.
   */
  public float distance(float closeness) {
    return switch (this) {
      case COSINE -> 1 - closeness;
      case EUCLIDEAN -> (float) Math.sqrt(Math.max(0, -closeness));
      default -> -closeness;
    };
  }

  /**
   * Returns the score for a closeness, in the range that the constant documents; higher is closer.
   */
  public float score(float closeness) {
    return switch (this) {
      case COSINE, DOT_PRODUCT -> closeness;
      default -> 1 / (1 + distance(closeness));
    };
  }

  /** Returns the least closeness whose score is at least {@code score}; for thresholds. */
  public float closeness(float score) {
    return switch (this) {
      case COSINE, DOT_PRODUCT -> score;
      case EUCLIDEAN -> -(1 / score - 1) * (1 / score - 1);
      default -> -(1 / score - 1);
    };
  }

  /**
   * Returns the metric with a number from disk.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Metric of(int code) {
    for (Metric metric : values()) {
      if (metric.code == code) {
        return metric;
      }
    }
    throw new IllegalArgumentException("no metric has the code " + code);
  }
}
