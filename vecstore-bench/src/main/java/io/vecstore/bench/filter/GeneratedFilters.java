package io.vecstore.bench.filter;

import io.vecstore.bench.data.GroundTruth;
import io.vecstore.bench.data.Vectors;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.schema.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Filters of every selectivity that have nothing to do with the queries, that accept what is near
 * them, or what is far from them. Every row has two numbers: its place in a random order, and its
 * place in the order of closeness to one of the queries; those asked are the ones nearest to that
 * one, so that one filter is near to all of them, or far.
 */
final class GeneratedFilters {

  private static final double[] SHARES = {1, 0.5, 0.1, 0.01, 0.001, 0.0001};

  /** More exact answers than are asked for cost nothing. */
  private static final int DEPTH = 100;

  private final Vectors base;
  private final Vectors queries;
  private final int[] random;
  private final int[] near;

  private GeneratedFilters(Vectors base, Vectors queries, int[] random, int[] near) {
    this.base = base;
    this.queries = queries;
    this.random = random;
    this.near = near;
  }

  /** Makes filters around the first of the queries; asked are at most {@code limit} of them. */
  static GeneratedFilters around(Vectors base, Vectors all, int limit) {
    Vectors rows = base.normalized();
    float[] anchor = all.normalized().row(0);
    int[] closest = order(all.normalized(), anchor);
    List<float[]> asked = Arrays.stream(closest).limit(limit).mapToObj(all::row).toList();
    return new GeneratedFilters(
        base, Vectors.of(asked), places(shuffled(base.count())), places(order(rows, anchor)));
  }

  Vectors queries() {
    return queries;
  }

  List<Metadata> metadata() {
    return IntStream.range(0, base.count())
        .mapToObj(row -> Metadata.of(Map.of("random", random[row], "near", near[row])))
        .toList();
  }

  /** Returns the filters with their exact answers; the first accepts everything. */
  List<FilterCase> cases(int k) {
    List<FilterCase> cases = new ArrayList<>();
    for (double share : SHARES) {
      int count = (int) Math.max(1, Math.round(share * base.count()));
      String name = " " + Double.toString(share * 100).replaceAll("\\.0$", "") + "%";
      if (share == 1) {
        cases.add(made("all", "TRUE", row -> true, count, k));
        continue;
      }
      int far = base.count() - count;
      cases.add(made("random" + name, "random < " + count, row -> random[row] < count, count, k));
      cases.add(made("near" + name, "near < " + count, row -> near[row] < count, count, k));
      cases.add(made("far" + name, "near >= " + far, row -> near[row] >= far, count, k));
    }
    return cases;
  }

  private FilterCase made(String id, String filter, IntPredicate accept, int matches, int k) {
    int depth = Math.max(DEPTH, k);
    Vectors unit = base.normalized();
    Vectors asked = queries.normalized();
    int[] accepted = IntStream.range(0, base.count()).filter(accept).toArray();
    int[][] truth =
        IntStream.range(0, asked.count())
            .parallel()
            .mapToObj(query -> nearest(unit, asked.row(query), accepted, depth))
            .toArray(int[][]::new);
    GroundTruth answers = new GroundTruth(base, queries, truth, Metric.COSINE, k);
    return new FilterCase(id, Filter.parse(filter), matches, answers);
  }

  /** Returns the accepted rows nearest to a query, all of length one, filled up with -1. */
  static int[] nearest(Vectors rows, float[] query, int[] accepted, int depth) {
    long[] keys =
        Arrays.stream(accepted).mapToLong(row -> key(rows.row(row), query, row)).sorted().toArray();
    int[] nearest = new int[depth];
    Arrays.fill(nearest, -1);
    for (int rank = 0; rank < Math.min(depth, keys.length); rank++) {
      nearest[rank] = (int) keys[rank];
    }
    return nearest;
  }

  /** Returns the rows, the closest first. */
  private static int[] order(Vectors rows, float[] anchor) {
    return IntStream.range(0, rows.count())
        .mapToLong(row -> key(rows.row(row), anchor, row))
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  /** Packs a distance of unit vectors, which is not negative, above the row. */
  private static long key(float[] one, float[] other, int row) {
    double dot = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
    }
    return (long) Float.floatToRawIntBits((float) Math.max(0, 1 - dot)) << 32 | row;
  }

  private static int[] shuffled(int count) {
    SplittableRandom dice = new SplittableRandom(42);
    return IntStream.range(0, count)
        .mapToLong(row -> ((long) dice.nextInt() << 32) | row)
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  private static int[] places(int[] order) {
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    return places;
  }
}
