package io.vecstore.bench.micro;

import io.vecstore.bench.data.GroundTruth;
import io.vecstore.bench.data.VectorFile;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.NativeRows;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** The package descriptions of Debian, 62,436 × 384, cosine: what benchmarks search. */
record DebianSet(Vectors queries, GroundTruth truth, VectorRows rows) {

  static final int K = 10;
  static final Metric METRIC = Metric.COSINE;

  /**
   * Reads it from {@code VECSTORE_DATA}, or from {@code ../shared/data} beside the checkout.
   *
   * @throws InvalidInputException if it is not there
   */
  static DebianSet read(Arena arena) throws IOException {
    String given = System.getenv("VECSTORE_DATA");
    Path folder = Path.of(given == null ? "../shared/data" : given).resolve("debian");
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "no data set in " + folder.toAbsolutePath() + ": set VECSTORE_DATA");
    }
    Vectors base = VectorFile.vectors(folder.resolve("base.hvecs"));
    Vectors queries = VectorFile.vectors(folder.resolve("query.hvecs"));
    int[][] nearest = VectorFile.ordinals(folder.resolve("gt_cos_query.ivecs"));
    return new DebianSet(
        queries,
        new GroundTruth(base, queries, nearest, METRIC, K),
        NativeRows.of(base, METRIC, arena));
  }
}
