package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store holds: part of it from its creation on, and never changed. Immutable.
 *
 * @param dimension the number of components of every vector, in [1, 16384]
 * @param metric how close two vectors are
 * @param index how sealed segments are searched
 * @param text how texts are analyzed and scored
 * @param timeToLive how long a document lives that does not say when it expires; for ever if empty
 * @param model the id of the model that made the vectors, so that those of another are not mixed
 *     in; empty if nobody has said
 */
public record Schema(
    int dimension,
    Metric metric,
    IndexSpec index,
    TextSpec text,
    Optional<Duration> timeToLive,
    Optional<String> model) {

  /** The largest number of components of a vector. */
  public static final int MAX_DIMENSION = 16_384;

  /** Checks that the parts go together. */
  public Schema {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(text, "text");
    if (timeToLive.isPresent() && timeToLive.get().compareTo(Duration.ofMillis(1)) < 0) {
      throw new InvalidInputException(
          "timeToLive " + timeToLive.get() + ": a millisecond or more is expected");
    }
    if (model.isPresent() && (model.get().isBlank() || model.get().lines().count() != 1)) {
      throw new InvalidInputException("the id of a model is one line of text");
    }
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new InvalidInputException(
          "dimension " + dimension + " is outside [1, " + MAX_DIMENSION + "]");
    }
    if (index instanceof IndexSpec.Hnsw hnsw
        && hnsw.quantization() instanceof Quantization.Product product
        && product.subspaces() > dimension) {
      throw new InvalidInputException(
          product.subspaces() + " subspaces of " + dimension + " dimensions: at most as many");
    }
    if (index instanceof IndexSpec.Hnsw && !metric.hasGraph()) {
      throw new InvalidInputException(metric + " has no graph: use IndexSpec.flat()");
    }
  }

  /** Returns a schema with English text analysis, and a graph where the metric has one. */
  public static Schema of(int dimension, Metric metric) {
    Objects.requireNonNull(metric, "metric");
    return new Schema(
        dimension,
        metric,
        metric.hasGraph() ? IndexSpec.hnsw() : IndexSpec.flat(),
        TextSpec.english(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy whose vectors are searched in another way. */
  public Schema indexedBy(IndexSpec spec) {
    return new Schema(dimension, metric, spec, text, timeToLive, model);
  }

  /** Returns a copy whose texts are analyzed and scored in another way. */
  public Schema withText(TextSpec spec) {
    return new Schema(dimension, metric, index, spec, timeToLive, model);
  }

  /**
   * Returns a copy whose documents expire, unless they say otherwise, a while after their write.
   */
  public Schema expiringAfter(Duration time) {
    return new Schema(dimension, metric, index, text, Optional.of(time), model);
  }

  /**
   * Returns a copy whose vectors come from one model. Opening the store with a schema that names
   * another is refused: vectors of two models cannot be compared.
   *
   * @param id of the model with its version, for example {@code all-MiniLM-L6-v2}; one line
   */
  public Schema embeddedBy(String id) {
    return new Schema(dimension, metric, index, text, timeToLive, Optional.of(id));
  }
}
