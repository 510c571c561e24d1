package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;

/**
 * The exact answers, kept as distances: a returned row is a hit when it is as near as the k-th true
 * neighbour.
 *
 * <p>Row numbers would be unfair where a set has equal vectors, for an engine may return either
 * twin. Distances are computed in double from the stored vectors: the squared Euclidean distance,
 * one minus the cosine, or the negated dot product. A row that is returned twice counts once.
 */
public final class GroundTruth {

  private final Vectors base;
  private final Vectors queries;
  private final Metric metric;
  private final double[] limits;
  private final int[] wanted;

  /**
   * Prepares the exact answers of all queries.
   *
   * @param base the rows that are searched
   * @param queries the questions
   * @param truth per question the true neighbours, nearest first, padded with -1; at least as many
   *     rows as queries
   * @param metric cosine, Euclidean or dot product
   * @param k how many neighbours count
   * @throws InvalidInputException if the shapes do not fit each other
   */
  public GroundTruth(Vectors base, Vectors queries, int[][] truth, Metric metric, int k) {
    check(base, queries, truth, k);
    this.base = base;
    this.queries = queries;
    this.metric = metric;
    this.limits = new double[queries.count()];
    this.wanted = new int[queries.count()];
    for (int q = 0; q < queries.count(); q++) {
      while (wanted[q] < k && truth[q][wanted[q]] >= 0) {
        wanted[q]++;
      }
      if (wanted[q] > 0) {
        double kth = distance(q, truth[q][wanted[q] - 1]);
        limits[q] = kth + Math.abs(kth) * 1e-6 + 1e-6;
      }
    }
  }

  /**
   * Returns the share of the wanted neighbours that an answer contains, in [0, 1]; 1 where none is
   * wanted.
   *
   * @param query which question
   * @param found row numbers, -1 for none; only the first k count
   */
  public double recall(int query, int[] found) {
    int want = wanted[query];
    int hits = 0;
    for (int i = 0; i < Math.min(want, found.length); i++) {
      if (found[i] >= 0 && !seenBefore(found, i) && distance(query, found[i]) <= limits[query]) {
        hits++;
      }
    }
    return want == 0 ? 1 : (double) hits / want;
  }

  /**
   * Returns the mean recall over all queries; {@code found} has one answer per query, in their
   * order.
   */
  public double recall(int[][] found) {
    double sum = 0;
    for (int q = 0; q < queries.count(); q++) {
      sum += recall(q, found[q]);
    }
    return sum / queries.count();
  }

  private double distance(int query, int ordinal) {
    float[] q = queries.row(query);
    float[] v = base.row(ordinal);
    double dot = 0;
    double square = 0;
    double qq = 0;
    double vv = 0;
    for (int i = 0; i < q.length; i++) {
      double difference = (double) q[i] - v[i];
      dot += (double) q[i] * v[i];
      square += difference * difference;
      qq += (double) q[i] * q[i];
      vv += (double) v[i] * v[i];
    }
    return switch (metric) {
      case COSINE -> qq == 0 || vv == 0 ? 1 : 1 - dot / Math.sqrt(qq * vv);
      case DOT_PRODUCT -> -dot;
      case EUCLIDEAN -> square;
      default -> throw new InvalidInputException(metric + ": expected a metric that has a graph");
    };
  }

  private static boolean seenBefore(int[] found, int position) {
    for (int i = 0; i < position; i++) {
      if (found[i] == found[position]) {
        return true;
      }
    }
    return false;
  }

  private static void check(Vectors base, Vectors queries, int[][] truth, int k) {
    if (base.dimension() != queries.dimension()) {
      throw new InvalidInputException(
          "queries have "
              + queries.dimension()
              + " components, the base vectors "
              + base.dimension());
    }
    if (truth.length < queries.count()) {
      throw new InvalidInputException(
          "expected exact answers for " + queries.count() + " queries, found " + truth.length);
    }
    for (int q = 0; q < queries.count(); q++) {
      if (truth[q].length < k) {
        throw new InvalidInputException(
            "k is " + k + ", but only " + truth[q].length + " exact answers are given");
      }
      for (int ordinal : truth[q]) {
        if (ordinal >= base.count()) {
          throw new InvalidInputException(
              "query "
                  + q
                  + ": exact answer "
                  + ordinal
                  + " is outside the "
                  + base.count()
                  + " base vectors");
        }
      }
    }
  }
}
