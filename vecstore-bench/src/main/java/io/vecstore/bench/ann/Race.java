package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Results.Contestant;
import io.vecstore.bench.data.GroundTruth;
import io.vecstore.bench.engine.Engine;
import io.vecstore.bench.engine.Engine.Ask;
import io.vecstore.bench.engine.Engine.Built;
import io.vecstore.bench.engine.Plan;
import io.vecstore.bench.engine.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets engines take turns, so that whatever slows the machine slows all of them.
 *
 * <p>First every engine is built and asked with growing knobs until it finds 99 of 100 neighbours:
 * this finds the knobs that matter and warms it up. Then come the rounds: for each rung of the
 * ladder every engine has a turn, and every round reverses the order of the engines.
 */
final class Race {

  private static final List<Integer> BEAMS =
      List.of(10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 448, 640, 896, 1280, 1792, 2560);

  /** A gain of recall too small to count. */
  private static final double PLATEAU = 0.0005;

  private static final List<Integer> PROBES =
      List.of(1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256);

  private final Plan plan;
  private final GroundTruth truth;
  private final Pace pace;
  private final Consumer<String> progress;
  private final Results results = new Results();
  private final Map<Engine, List<Integer>> ladders = new LinkedHashMap<>();

  Race(Plan plan, GroundTruth truth, Pace pace, Consumer<String> progress) {
    this.plan = plan;
    this.truth = truth;
    this.pace = pace;
    this.progress = progress;
  }

  /** Builds the engines, runs all rounds and returns what was measured. The engines stay open. */
  Results run(List<Engine> engines) {
    for (Engine engine : engines) {
      progress.accept("building " + engine.name());
      Built built = engine.build(plan);
      results.enter(
          new Contestant(
              engine.name(), engine.description(), engine.knob(), built.seconds(), built.bytes()));
    }
    for (Engine engine : engines) {
      ladders.put(engine, climb(engine));
    }
    for (int round = 0; round < pace.rounds(); round++) {
      progress.accept("round " + (round + 1) + " of " + pace.rounds());
      round(round, round % 2 == 0 ? engines : engines.reversed());
    }
    return results;
  }

  private void round(int round, List<Engine> order) {
    int rungs = ladders.values().stream().mapToInt(List::size).max().orElse(0);
    for (int rung = 0; rung < rungs; rung++) {
      for (Engine engine : order) {
        List<Integer> ladder = ladders.get(engine);
        if (ladder != null && rung < ladder.size()) {
          results.add(measure(engine, round, ladder.get(rung)));
        }
      }
    }
  }

  private Measurement measure(Engine engine, int round, int knob) {
    Turn turn = engine.turn(new Ask(pace.k(), knob, pace.threads(), pace.turnNanos()));
    return new Measurement(
        engine.name(),
        round,
        knob,
        truth.recall(turn.found()),
        turn.wallQps(),
        turn.cpuQps(),
        turn.microseconds(0.50),
        turn.microseconds(0.99));
  }

  /**
   * Returns the knobs that matter: from the last below the lowest target to the first that reaches
   * the highest, without those that gain nothing; it gives up at a sixteen times larger one.
   */
  private List<Integer> climb(Engine engine) {
    progress.accept("warming up " + engine.name());
    List<Integer> ladder = new ArrayList<>();
    long deadline = System.nanoTime() + pace.warmUpNanos();
    double best = -1;
    for (int knob : knobs(engine)) {
      boolean hopeless = !ladder.isEmpty() && knob >= 16 * ladder.getLast();
      if (best >= Results.TARGETS.getLast() || knob > plan.base().count() || hopeless) {
        break;
      }
      double recall = truth.recall(engine.turn(new Ask(pace.k(), knob, pace.threads(), 0)).found());
      if (recall - best >= PLATEAU) {
        best = recall;
        if (recall < Results.TARGETS.getFirst()) {
          ladder.clear();
        }
        ladder.add(knob);
      }
    }
    int middle = ladder.get(ladder.size() / 2);
    while (System.nanoTime() < deadline) {
      engine.turn(new Ask(pace.k(), middle, pace.threads(), pace.turnNanos()));
    }
    return ladder;
  }

  private List<Integer> knobs(Engine engine) {
    if (!engine.knob().equals("ef")) {
      return PROBES;
    }
    return BEAMS.stream().map(beam -> Math.max(beam, pace.k())).distinct().toList();
  }

  /**
   * How long and how often.
   *
   * @param k neighbours wanted
   * @param threads how many threads ask at once
   * @param rounds how often every engine runs its ladder, at least 1
   * @param turnNanos the least duration of a turn in nanoseconds
   * @param warmUpNanos how long an engine is warmed up before the first round, in nanoseconds
   */
  record Pace(int k, int threads, int rounds, long turnNanos, long warmUpNanos) {}
}
