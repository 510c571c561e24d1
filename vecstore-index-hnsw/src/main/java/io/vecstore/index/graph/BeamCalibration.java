package io.vecstore.index.graph;

import io.vecstore.index.measure.BeamMeasure;
import io.vecstore.index.score.Walker;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures how wide the beam must be on this very data, and how much of it is ranked by the rows:
 * the narrowest of a ladder with which enough of the true neighbours of halfway points are found,
 * be it one, ten or a hundred that are asked for, and the smallest share that loses next to none of
 * them.
 *
 * <p>A walk that is led by few bits finds fewer of the neighbours of a user's query than of those
 * of halfway points, which are about equally far from all rows. How much worse it is led than
 * another walk shows on the rows: there both are asked, and by so much as its beam must be wider
 * than the other's it must be wider everywhere.
 */
final class BeamCalibration {

  /**
   * The share of true neighbours that must be found; above the promise of 0.95, for a sample errs.
   */
  private static final double GOAL = 0.99;

  /** The shares of a beam that are tried, in percent. */
  private static final int[] SHARES = {12, 33, 60};

  /** What may be lost by ranking less than all of a beam. */
  private static final double LOSS = 0.001;

  private static final int FEWEST_ROWS = 1000;
  private static final int ALL = 100;

  /** The widest beams of walks that are led by few bits. */
  private static final BeamWidths MOST =
      new BeamWidths(
          BeamWidths.COARSE * BeamWidths.WIDEST.ten(),
          BeamWidths.COARSE * BeamWidths.WIDEST.hundred(),
          ALL);

  /** Where the ladder of rows begins, which are easy to find. */
  private static final int FIRST = 10;

  private static final int HUNDRED = 100;

  /**
   * So many times as wide as measured are beams of walks that are led by few bits: on SIFT beams
   * that found 0.99 for rows held out found 0.91 for its queries.
   */
  private static final double MARGIN = 1.5;

  private final BeamMeasure measure;
  private final Function<BeamWidths, HnswGraph> graphs;

  /**
   * @param graphs returns the graph with widths
   */
  BeamCalibration(BeamMeasure measure, Function<BeamWidths, HnswGraph> graphs) {
    this.measure = measure;
    this.graphs = graphs;
  }

  /** Returns the widths for walks that are led well. */
  BeamWidths measure(Function<HnswGraph, ? extends Walker> led) {
    if (measure.rows() < FEWEST_ROWS) {
      return BeamWidths.UNMEASURED;
    }
    BeamMeasure.Queries points = measure.queries(true);
    return withShare(points, led, widths(points, led, BeamWidths.WIDEST));
  }

  /** Returns the widths for walks that are not led as well as others. */
  BeamWidths measure(
      Function<HnswGraph, ? extends Walker> led, Function<HnswGraph, ? extends Walker> reference) {
    if (measure.rows() < FEWEST_ROWS) {
      return BeamWidths.UNMEASURED;
    }
    BeamMeasure.Queries points = measure.queries(true);
    BeamMeasure.Queries rows = measure.queries(false);
    BeamWidths own = widths(points, led, MOST);
    BeamWidths other = widths(points, reference, BeamWidths.WIDEST);
    int tenOfRows = narrowest(rows, walkers(led, ALL), FIRST, MOST.ten(), 1);
    int hundredOfRows = narrowest(rows, walkers(led, ALL), HUNDRED, MOST.hundred(), 2);
    double worse = worse(tenOfRows, rows, reference, FIRST, 1);
    double muchWorse = worse(hundredOfRows, rows, reference, HUNDRED, 2);
    int ten = Math.max(own.ten(), Math.max(tenOfRows, (int) (worse * other.ten())));
    int hundred =
        Math.max(own.hundred(), Math.max(hundredOfRows, (int) (muchWorse * other.hundred())));
    ten = Math.min((int) (MARGIN * ten), MOST.ten());
    hundred = Math.clamp((int) (MARGIN * hundred), Math.max(HUNDRED, ten), MOST.hundred());
    return withShare(points, led, new BeamWidths(ten, hundred, ALL));
  }

  /** Returns how many times as wide as that of another walk a beam must be. */
  private double worse(
      int width,
      BeamMeasure.Queries queries,
      Function<HnswGraph, ? extends Walker> reference,
      int from,
      int depth) {
    int other = narrowest(queries, walkers(reference, ALL), from, width, depth);
    return (double) width / other;
  }

  private BeamWidths widths(
      BeamMeasure.Queries points, Function<HnswGraph, ? extends Walker> led, BeamWidths most) {
    Supplier<? extends Walker> walkers = walkers(led, ALL);
    int ten = narrowest(points, walkers, BeamWidths.NARROWEST, most.ten(), 0, 1);
    int hundred = narrowest(points, walkers, Math.max(100, ten), most.hundred(), 2);
    return new BeamWidths(ten, hundred, ALL);
  }

  /** Returns the widths with the smallest share that finds as much, or nearly. */
  private BeamWidths withShare(
      BeamMeasure.Queries points, Function<HnswGraph, ? extends Walker> led, BeamWidths widths) {
    double ten = points.recall(walkers(led, ALL), widths.ten(), 0, 1);
    double hundred = points.recall(walkers(led, ALL), widths.hundred(), 2);
    for (int share : SHARES) {
      Supplier<? extends Walker> walkers = walkers(led, share);
      if (points.recall(walkers, widths.ten(), 0, 1) >= ten - LOSS
          && points.recall(walkers, widths.hundred(), 2) >= hundred - LOSS) {
        return widths.ranking(share);
      }
    }
    return widths;
  }

  private Supplier<Walker> walkers(Function<HnswGraph, ? extends Walker> led, int share) {
    HnswGraph graph = graphs.apply(BeamWidths.UNMEASURED.ranking(share));
    return () -> led.apply(graph);
  }

  private static int narrowest(
      BeamMeasure.Queries queries,
      Supplier<? extends Walker> walkers,
      int from,
      int widest,
      int... depths) {
    int width = from;
    while (width < widest && queries.recall(walkers, width, depths) < GOAL) {
      width += width / 5;
    }
    return Math.min(width, widest);
  }
}
