package io.vecstore.bench.engine;

import io.vecstore.bench.data.Vectors;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.schema.Metric;
import java.nio.file.Path;
import java.util.List;

/**
 * What every engine is given, so that all start equal.
 *
 * @param base the vectors to index; a row's number is its id
 * @param queries the questions of every turn
 * @param metric cosine, Euclidean or dot product
 * @param m links per node on the upper layers, twice as many on the lowest
 * @param efConstruction beam width while building
 * @param buildThreads how many threads may build
 * @param metadata what stands beside each base vector, for filtered searches; empty for none
 * @param directory an existing directory where engines keep their indexes, each in a folder of its
 *     own
 */
public record Plan(
    Vectors base,
    Vectors queries,
    Metric metric,
    int m,
    int efConstruction,
    int buildThreads,
    List<Metadata> metadata,
    Path directory) {

  /** Insists on as many metadata as rows, or none. */
  public Plan {
    if (!metadata.isEmpty() && metadata.size() != base.count()) {
      throw new InvalidInputException(
          "expected metadata for " + base.count() + " rows, found " + metadata.size());
    }
  }

  /**
   * Returns a copy whose vectors have length 1 and whose metric is the dot product, if the metric
   * is cosine.
   */
  public Plan normalized() {
    return metric == Metric.COSINE
        ? new Plan(
            base.normalized(),
            queries.normalized(),
            Metric.DOT_PRODUCT,
            m,
            efConstruction,
            buildThreads,
            metadata,
            directory)
        : this;
  }
}
