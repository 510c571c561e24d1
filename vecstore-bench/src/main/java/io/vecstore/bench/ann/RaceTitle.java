package io.vecstore.bench.ann;

import io.vecstore.core.schema.Metric;
import java.util.Locale;

/**
 * What was raced over, for the heads of table, file and picture.
 *
 * @param set a name for the vectors, taken from the path
 * @param rows how many vectors were searched
 * @param dimension components of each
 * @param metric cosine, Euclidean or dot product
 * @param queries how many questions
 * @param k neighbours wanted
 * @param threads how many threads asked at once
 * @param rounds how many turns every setting had
 */
record RaceTitle(
    String set,
    int rows,
    int dimension,
    Metric metric,
    int queries,
    int k,
    int threads,
    int rounds) {

  /** Returns one line for a head. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s, %,d x %d, %s, recall@%d of %,d queries, %d thread%s",
        set,
        rows,
        dimension,
        metric.name().toLowerCase(Locale.ROOT),
        k,
        queries,
        threads,
        threads == 1 ? "" : "s");
  }
}
