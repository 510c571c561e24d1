package io.vecstore.index.graph;

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
 * Measures how wide the beam must be on this very data: the narrowest of a ladder with which enough
 * of the true neighbours are found, be it one, ten or a hundred that are asked for. The queries lie
 * halfway between two random rows. Rows themselves would be too easy, even rows that are not in the
 * graph: queries of users lie farther out, and the halfway points were as hard as those on real
 * data.
 */
final class BeamCalibration {

  /**
   * The share of true neighbours that must be found; above the promise of 0.95, for a sample errs.
   */
  private static final double GOAL = 0.99;

  private static final int MOST_QUERIES = 1000;
  private static final int FEWEST_ROWS = 1000;
  private static final int[] DEPTHS = {1, 10, 100};

  private final Metric metric;
  private final VectorRows rows;
  private final Supplier<? extends Walker> walkers;
  private final Parallel parallel;
  private final BuildProgress progress;
  private final int queries;
  private final float[] bounds;

  BeamCalibration(
      Metric metric,
      VectorRows rows,
      Supplier<? extends Walker> walkers,
      Parallel parallel,
      BuildProgress progress) {
    this.metric = metric;
    this.rows = rows;
    this.walkers = walkers;
    this.parallel = parallel;
    this.progress = progress;
    queries = Math.min(MOST_QUERIES, rows.count() / 10);
    bounds = new float[queries * DEPTHS.length];
  }

  /** Returns the widths for the graph. */
  BeamWidths measure() {
    if (rows.count() < FEWEST_ROWS) {
      return BeamWidths.UNMEASURED;
    }
    findTruth();
    int ten = narrowest(BeamWidths.NARROWEST, BeamWidths.WIDEST.ten(), 0, 1);
    return new BeamWidths(ten, narrowest(Math.max(100, ten), BeamWidths.WIDEST.hundred(), 2));
  }

  /**
   * Finds, for each query, the closeness that the first, the tenth and the hundredth neighbour has.
   */
  private void findTruth() {
    parallel.forEach(
        queries,
        () -> {
          RowScorer scorer = new RowScorer(metric, rows);
          ExactScan scan = new ExactScan();
          TopOrdinals top = new TopOrdinals(100);
          ExactScan.Range all = new ExactScan.Range(0, rows.count(), 0);
          return query -> {
            progress.check();
            scorer.query(halfway(query));
            top.clear();
            scan.scan(scorer, all, null, top, new SearchCounters());
            top.sort();
            for (int d = 0; d < DEPTHS.length; d++) {
              bounds[query * DEPTHS.length + d] = top.score(DEPTHS[d] - 1);
            }
          };
        });
  }

  private int narrowest(int from, int widest, int... depths) {
    int width = from;
    while (width < widest && !isEnough(width, depths)) {
      width += width / 5;
    }
    return Math.min(width, widest);
  }

  private boolean isEnough(int width, int... depths) {
    AtomicIntegerArray found = new AtomicIntegerArray(DEPTHS.length);
    parallel.forEach(
        queries,
        () -> {
          Walker walk = walkers.get();
          return query -> {
            progress.check();
            walk.query(halfway(query));
            walk.walk(width, DEPTHS[depths[depths.length - 1]], null, new SearchCounters());
            for (int d : depths) {
              found.addAndGet(d, walk.reaching(DEPTHS[d], bounds[query * DEPTHS.length + d]));
            }
          };
        });
    for (int d : depths) {
      if (found.get(d) < GOAL * DEPTHS[d] * queries) {
        return false;
      }
    }
    return true;
  }

  /** Returns the point halfway between two rows; for the cosine, between their directions. */
  private float[] halfway(int query) {
    SplittableRandom random = new SplittableRandom(query);
    int left = (int) ((long) query * rows.count() / queries);
    int right = random.nextInt(rows.count());
    float leftScale = metric == Metric.COSINE ? rows.inverseNorm(left) : 0.5f;
    float rightScale = metric == Metric.COSINE ? rows.inverseNorm(right) : 0.5f;
    float[] point = new float[rows.dimension()];
    for (int i = 0; i < point.length; i++) {
      point[i] = leftScale * rows.component(left, i) + rightScale * rows.component(right, i);
    }
    return point;
  }
}
