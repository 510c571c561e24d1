package io.vecstore.bench.text;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets engines search the same queries in turns, and takes the best of the turns of each: a turn
 * can be disturbed, but not be faster than the engine is.
 */
final class TextRace {

  private static final double CLOSE = 1e-5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<TextEngine> engines;
  private final int rounds;
  private final long warmUpNanos;

  /**
   * What one engine needs for one class of queries.
   *
   * @param micros processor time of a query, in microseconds
   * @param bytes allocated by a query
   * @param checksum the sum of the scores that it found
   */
  record Lap(double micros, double bytes, double checksum) {

    /** Returns whether the other found the same. */
    boolean agrees(Lap other) {
      return Math.abs(checksum - other.checksum) <= CLOSE * Math.max(1, Math.abs(other.checksum));
    }
  }

  /**
   * Creates the race.
   *
   * @param engines in any order
   * @param warmUpMillis for how long each of them warms up in each class
   */
  TextRace(List<TextEngine> engines, int rounds, int warmUpMillis) {
    this.engines = engines;
    this.rounds = rounds;
    this.warmUpNanos = warmUpMillis * 1_000_000L;
  }

  /** Runs one class of queries; returns the laps by the names of the engines. */
  Map<String, Lap> run(List<SpeedQuery> queries, int k) throws IOException {
    Map<TextEngine, List<TextEngine.Runner>> runners = new LinkedHashMap<>();
    for (TextEngine engine : engines) {
      List<TextEngine.Runner> prepared = queries.stream().map(engine::prepare).toList();
      runners.put(engine, prepared);
      long end = System.nanoTime() + warmUpNanos;
      do {
        lap(prepared, k);
      } while (System.nanoTime() < end);
    }
    Map<String, Lap> best = new LinkedHashMap<>();
    List<TextEngine> order = new ArrayList<>(engines);
    for (int round = 0; round < rounds; round++) {
      for (TextEngine engine : order) {
        Lap lap = lap(runners.getOrDefault(engine, List.of()), k);
        best.merge(engine.name(), lap, (a, b) -> a.micros <= b.micros ? a : b);
      }
      order = order.reversed();
    }
    return best;
  }

  private Lap lap(List<TextEngine.Runner> queries, int k) throws IOException {
    double checksum = 0;
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long begin = threads.getCurrentThreadCpuTime();
    for (TextEngine.Runner query : queries) {
      checksum += query.run(k);
    }
    double nanos = threads.getCurrentThreadCpuTime() - begin;
    double allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
    int count = queries.size();
    return new Lap(nanos / 1000 / count, allocated / count, checksum);
  }
}
