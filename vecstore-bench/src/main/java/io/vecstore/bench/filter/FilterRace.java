package io.vecstore.bench.filter;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.engine.Engine.Ask;
import io.vecstore.bench.engine.Filtered;
import io.vecstore.bench.engine.Turn;
import io.vecstore.bench.engine.VecStoreEngine;
import io.vecstore.core.query.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets engines answer the same queries under the same filter, in turns, each with the smallest beam
 * that finds 95 of 100 of the true neighbours.
 */
final class FilterRace {

  /** The recall at which engines are compared. */
  static final double TARGET = 0.95;

  /** Of so many queries it is counted how many vectors they score. */
  private static final int MOST_EXPLAINED = 100;

  private static final List<Integer> BEAMS =
      List.of(10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 448, 640, 896, 1280);

  private final Vectors queries;
  private final List<Filtered> engines;
  private final FilterOptions options;
  private boolean warm;

  FilterRace(Vectors queries, List<Filtered> engines, FilterOptions options) {
    this.queries = queries;
    this.engines = engines;
    this.options = options;
  }

  /** Races under one filter and returns a line for each engine, in the engines' order. */
  List<FilterResult> run(FilterCase one) {
    List<Integer> beams = new ArrayList<>();
    List<Turn> answers = new ArrayList<>();
    for (Filtered engine : engines) {
      engine.restrict(one.filter());
      climb(engine, one, beams, answers);
    }
    warmUp(beams);
    double[][] qps = new double[engines.size()][options.rounds];
    for (int round = 0; round < options.rounds; round++) {
      for (int i = 0; i < engines.size(); i++) {
        int turn = round % 2 == 0 ? i : engines.size() - 1 - i;
        qps[turn][round] =
            engines.get(turn).turn(ask(beams.get(turn), options.turnMillis)).cpuQps();
      }
    }
    List<FilterResult> results = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      int[][] found = answers.get(i).found();
      results.add(
          new FilterResult(
              one.id(),
              engines.get(i).name(),
              fewest(found),
              one.truth().recall(found),
              beams.get(i),
              median(qps[i]),
              ahead(qps, i),
              scored(engines.get(i), beams.get(i)),
              plan(engines.get(i), beams.get(i))));
    }
    return results;
  }

  /** Lets the compiler see what is about to be measured, longer where it has seen nothing yet. */
  private void warmUp(List<Integer> beams) {
    int millis = warm ? options.warmUpMillis : 10 * options.warmUpMillis;
    warm = true;
    for (int i = 0; i < engines.size() && millis > 0; i++) {
      engines.get(i).turn(ask(beams.get(i), millis));
    }
  }

  /** Returns how many times as fast ours was as another engine, round by round; the median. */
  private double ahead(double[][] qps, int other) {
    if (engines.get(other) instanceof VecStoreEngine
        || !(engines.getFirst() instanceof VecStoreEngine)) {
      return Double.NaN;
    }
    double[] ratios = new double[options.rounds];
    Arrays.setAll(ratios, round -> qps[0][round] / qps[other][round]);
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void climb(Filtered engine, FilterCase one, List<Integer> beams, List<Turn> answers) {
    int best = 0;
    Turn answer = engine.turn(ask(BEAMS.getFirst(), 0));
    while (one.truth().recall(answer.found()) < TARGET && best + 1 < BEAMS.size()) {
      answer = engine.turn(ask(BEAMS.get(++best), 0));
    }
    beams.add(BEAMS.get(best));
    answers.add(answer);
  }

  private Ask ask(int beam, int millis) {
    return new Ask(options.k, Math.max(beam, options.k), options.threads, millis * 1_000_000L);
  }

  /** Returns how many hits the query with the fewest has. */
  private static int fewest(int[][] found) {
    int fewest = Integer.MAX_VALUE;
    for (int[] row : found) {
      fewest = Math.min(fewest, (int) Arrays.stream(row).filter(ordinal -> ordinal >= 0).count());
    }
    return fewest;
  }

  private String plan(Filtered engine, int beam) {
    return engine instanceof VecStoreEngine ours
        ? way(ours.explain(queries.row(0), options.k, Math.max(beam, options.k)))
        : "";
  }

  /** Returns the mean number of different vectors that our engine scores; 0 for the others. */
  private long scored(Filtered engine, int beam) {
    if (!(engine instanceof VecStoreEngine ours)) {
      return 0;
    }
    long sum = 0;
    int asked = Math.min(MOST_EXPLAINED, queries.count());
    for (int query = 0; query < asked; query++) {
      Explanation all = ours.explain(queries.row(query), options.k, Math.max(beam, options.k));
      // What is ranked by its vector was scored by its code before.
      sum += Math.max(all.total("rows scored by code"), all.total("rows scored by vector"));
    }
    return sum / asked;
  }

  /** Returns what the explanation of a query says of the way through the one segment. */
  private static String way(Explanation whole) {
    return whole.parts().stream()
        .filter(part -> part.step().equals("nearest"))
        .flatMap(part -> part.parts().stream())
        .map(Explanation::detail)
        .collect(Collectors.joining("; "));
  }
}
