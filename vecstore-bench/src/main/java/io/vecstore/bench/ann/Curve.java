package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Measurement.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** One engine's recall and throughput at growing knobs, in one round. */
final class Curve {

  private final List<Measurement> points;

  /** Sorts the turns of one engine and one round by their knob. */
  Curve(List<Measurement> turns) {
    this.points = turns.stream().sorted(Comparator.comparingInt(Measurement::knob)).toList();
  }

  /**
   * Returns the throughput at a recall, or nothing where the curve does not reach it.
   *
   * <p>Between the first knob that reaches the recall and the one before it, the logarithm of the
   * throughput is taken to be linear in the recall. Where the smallest knob is already above, its
   * throughput is returned: no engine can be asked for less.
   */
  OptionalDouble qpsAt(double recall, Clock clock) {
    for (int i = 0; i < points.size(); i++) {
      Measurement above = points.get(i);
      if (above.recall() >= recall) {
        return OptionalDouble.of(
            i == 0 ? above.qps(clock) : between(points.get(i - 1), above, recall, clock));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Returns whether even the smallest knob is above a recall, so that {@link #qpsAt} is a floor.
   */
  boolean startsAbove(double recall) {
    return !points.isEmpty() && points.getFirst().recall() > recall;
  }

  private static double between(Measurement below, Measurement above, double recall, Clock clock) {
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    double low = Math.log(below.qps(clock));
    return Math.exp(low + share * (Math.log(above.qps(clock)) - low));
  }
}
