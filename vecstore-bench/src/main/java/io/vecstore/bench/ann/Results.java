package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Measurement.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Everything that was measured, and the few numbers that are drawn from it. One thread. */
public final class Results {

  /** The recalls at which engines are compared. */
  static final List<Double> TARGETS = List.of(0.90, 0.95, 0.99);

  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final List<Measurement> measurements = new ArrayList<>();

  /** Adds an engine to the report, in the order of the calls. */
  public void enter(Contestant contestant) {
    contestants.put(contestant.name(), contestant);
  }

  /** Adds a turn of an engine that has been entered. */
  public void add(Measurement measurement) {
    measurements.add(measurement);
  }

  Collection<Contestant> contestants() {
    return contestants.values();
  }

  /** Returns all turns, in the order in which they were added. */
  List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  /** Returns an engine's turns by knob, smallest first. */
  Map<Integer, List<Measurement>> byKnob(String engine) {
    Map<Integer, List<Measurement>> turns = new TreeMap<>();
    for (Measurement one : measurements) {
      if (one.engine().equals(engine)) {
        turns.computeIfAbsent(one.knob(), knob -> new ArrayList<>()).add(one);
      }
    }
    return turns;
  }

  /**
   * Returns the median over the rounds of the throughput at a recall; nothing where no round
   * reaches it.
   */
  OptionalDouble qps(String engine, double recall, Clock clock) {
    return median(
        curves(engine).values().stream().map(curve -> curve.qpsAt(recall, clock)).toList());
  }

  /** Returns whether the engine's smallest knob is already above a recall in some round. */
  boolean isFloor(String engine, double recall) {
    return curves(engine).values().stream().anyMatch(curve -> curve.startsAbove(recall));
  }

  /**
   * Returns how many times as many queries one engine answers as another at equal recall: the
   * median over the rounds of the ratio within a round, so that what disturbs both cancels out.
   */
  OptionalDouble ratio(String ours, String peer, double recall, Clock clock) {
    Map<Integer, Curve> mine = curves(ours);
    List<OptionalDouble> ratios = new ArrayList<>();
    curves(peer)
        .forEach(
            (round, theirs) -> {
              Curve own = mine.get(round);
              if (own != null) {
                ratios.add(ratio(own.qpsAt(recall, clock), theirs.qpsAt(recall, clock)));
              }
            });
    return median(ratios);
  }

  private static OptionalDouble ratio(OptionalDouble ours, OptionalDouble theirs) {
    return ours.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
        : OptionalDouble.empty();
  }

  private Map<Integer, Curve> curves(String engine) {
    Map<Integer, List<Measurement>> rounds = new TreeMap<>();
    for (Measurement one : measurements) {
      if (one.engine().equals(engine)) {
        rounds.computeIfAbsent(one.round(), round -> new ArrayList<>()).add(one);
      }
    }
    Map<Integer, Curve> curves = new TreeMap<>();
    rounds.forEach((round, turns) -> curves.put(round, new Curve(turns)));
    return curves;
  }

  /**
   * Returns the median of one figure over turns; the mean of the middle two where their number is
   * even.
   */
  static double median(List<Measurement> turns, ToDoubleFunction<Measurement> figure) {
    return median(turns.stream().mapToDouble(figure).toArray());
  }

  private static OptionalDouble median(List<OptionalDouble> values) {
    double[] present =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return present.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(present));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /**
   * An engine in the report.
   *
   * @param name its short name
   * @param description library, version, settings
   * @param knob what trades speed for recall
   * @param buildSeconds wall-clock seconds of its build
   * @param indexBytes the size of what a search needs
   */
  public record Contestant(
      String name, String description, String knob, double buildSeconds, long indexBytes) {

    /** Returns whether this is one of VecStore's own engines. */
    boolean isOurs() {
      return name.startsWith("vecstore");
    }
  }
}
