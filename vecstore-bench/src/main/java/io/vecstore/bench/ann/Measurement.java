package io.vecstore.bench.ann;

/**
 * One turn of one engine.
 *
 * @param engine its name
 * @param round which turn with this setting, across forks: turns of one round lie close together in
 *     time
 * @param knob the beam width, or the number of lists probed
 * @param recall the share of the true neighbours found, in [0, 1]
 * @param wallQps queries per second on the clock
 * @param cpuQps queries per second of processor time
 * @param p50 median time of a query in microseconds; NaN where not known
 * @param p99 time within which 99 of 100 queries were answered, in microseconds; NaN where not
 *     known
 */
public record Measurement(
    String engine,
    int round,
    int knob,
    double recall,
    double wallQps,
    double cpuQps,
    double p50,
    double p99) {

  /** Returns the throughput by one of the two clocks. */
  double qps(Clock clock) {
    return clock == Clock.CPU ? cpuQps : wallQps;
  }

  /** By which clock a throughput is counted. */
  public enum Clock {
    /** The clock on the wall: what an application sees, disturbed by whatever else runs. */
    WALL,
    /** Processor time of the asking threads: what the engine costs, little disturbed. */
    CPU
  }
}
