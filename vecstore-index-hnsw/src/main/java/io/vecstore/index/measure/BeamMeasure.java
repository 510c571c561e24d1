package io.vecstore.index.measure;

import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.exact.ExactScan;
import io.vecstore.index.parallel.Parallel;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.index.score.Walker;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Queries whose true neighbours are known, and how many of them a walk finds: points halfway
 * between two random rows, or rows that are held out, hidden from their own walk. Rows alone are
 * too easy to say how wide a beam must be: queries of users may lie farther out, and the halfway
 * points were as hard as those on real data.
 */
public final class BeamMeasure {

  /** The numbers of neighbours that are looked for. */
  private static final int[] DEPTHS = {1, 10, 100};

  private static final int MOST_QUERIES = 1000;

  private final Metric metric;
  private final VectorRows rows;
  private final Parallel parallel;
  private final Runnable check;

  /**
   * Creates a measure.
   *
   * @param check called before each query, by every thread; throws to stop
   */
  public BeamMeasure(Metric metric, VectorRows rows, Parallel parallel, Runnable check) {
    this.metric = metric;
    this.rows = rows;
    this.parallel = parallel;
    this.check = check;
  }

  /** Returns how many rows there are. */
  public int rows() {
    return rows.count();
  }

  /** Finds the true neighbours of points halfway between rows, or of rows held out. */
  public Queries queries(boolean halfway) {
    return new Queries(halfway, Math.min(MOST_QUERIES, rows.count() / 10));
  }

  /** Queries of one kind. */
  public final class Queries {

    private final boolean halfway;
    private final int count;
    private final float[] bounds;

    private Queries(boolean halfway, int count) {
      this.halfway = halfway;
      this.count = count;
      bounds = new float[count * DEPTHS.length];
      findTruth();
    }

    /**
     * Finds, for each query, the closeness that the first, the tenth and the hundredth neighbour
     * has.
     */
    private void findTruth() {
      parallel.forEach(
          count,
          () -> {
            RowScorer scorer = new RowScorer(metric, rows);
            ExactScan scan = new ExactScan();
            TopOrdinals top = new TopOrdinals(DEPTHS[2] + 1);
            ExactScan.Range all = new ExactScan.Range(0, rows.count(), 0);
            return query -> {
              check.run();
              scorer.query(point(query));
              top.clear();
              scan.scan(scorer, all, null, top, new SearchCounters());
              top.sort();
              for (int d = 0; d < DEPTHS.length; d++) {
                bounds[query * DEPTHS.length + d] = top.score(halfway ? DEPTHS[d] - 1 : DEPTHS[d]);
              }
            };
          });
    }

    /**
     * Returns the smallest share of the true neighbours that walks with a beam find, at any of some
     * of the depths.
     *
     * @param depths 0 for the nearest, 1 for the ten and 2 for the hundred nearest; ascending
     */
    public double recall(Supplier<? extends Walker> walkers, int width, int... depths) {
      AtomicIntegerArray found = new AtomicIntegerArray(DEPTHS.length);
      parallel.forEach(
          count,
          () -> {
            Walker walk = walkers.get();
            return query -> {
              check.run();
              walk.query(point(query));
              walk.hide(halfway ? -1 : row(query));
              walk.walk(width, DEPTHS[depths[depths.length - 1]], null, new SearchCounters());
              for (int d : depths) {
                found.addAndGet(d, walk.reaching(DEPTHS[d], bounds[query * DEPTHS.length + d]));
              }
            };
          });
      double least = 1;
      for (int d : depths) {
        least = Math.min(least, (double) found.get(d) / DEPTHS[d] / count);
      }
      return least;
    }

    private int row(int query) {
      return (int) ((long) query * rows.count() / count);
    }

    /**
     * Returns a row, or the point halfway between it and another; for the cosine, between their
     * directions.
     */
    private float[] point(int query) {
      int left = row(query);
      int right = halfway ? new SplittableRandom(query).nextInt(rows.count()) : left;
      float leftScale = metric == Metric.COSINE ? rows.inverseNorm(left) : 0.5f;
      float rightScale = metric == Metric.COSINE ? rows.inverseNorm(right) : 0.5f;
      float[] point = new float[rows.dimension()];
      for (int i = 0; i < point.length; i++) {
        point[i] = leftScale * rows.component(left, i) + rightScale * rows.component(right, i);
      }
      return point;
    }
  }
}
