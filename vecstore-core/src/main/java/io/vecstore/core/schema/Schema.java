package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;
import java.util.Objects;

/**
 * What a store holds: part of it from its creation on, and never changed. Immutable.
 *
 * @param dimension the number of components of every vector, in [1, 16384]
 * @param metric how close two vectors are
 * @param index how sealed segments are searched
 * @param text how texts are analyzed and scored
 */
public record Schema(int dimension, Metric metric, IndexSpec index, TextSpec text) {

  /** The largest number of components of a vector. */
  public static final int MAX_DIMENSION = 16_384;

  /** Checks that the parts go together. */
  public Schema {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(text, "text");
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new InvalidInputException(
          "dimension " + dimension + " is outside [1, " + MAX_DIMENSION + "]");
    }
    if (index instanceof IndexSpec.Hnsw && !metric.hasGraph()) {
      throw new InvalidInputException(metric + " has no graph: use IndexSpec.flat()");
    }
  }

  /** Returns a schema with English text analysis, and a graph where the metric has one. */
  public static Schema of(int dimension, Metric metric) {
    return new Schema(
        dimension,
        metric,
        metric.hasGraph() ? IndexSpec.hnsw() : IndexSpec.flat(),
        TextSpec.english());
  }

  /** Returns a copy whose vectors are searched in another way. */
  public Schema indexedBy(IndexSpec spec) {
    return new Schema(dimension, metric, spec, text);
  }

  /** Returns a copy whose texts are analyzed and scored in another way. */
  public Schema withText(TextSpec spec) {
    return new Schema(dimension, metric, index, spec);
  }
}
