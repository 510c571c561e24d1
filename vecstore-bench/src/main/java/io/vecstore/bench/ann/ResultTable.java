package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Measurement.Clock;
import io.vecstore.bench.ann.Results.Contestant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Prints results for a person at a terminal. */
@SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
final class ResultTable {

  private final Results results;
  private final StringBuilder out = new StringBuilder();

  private ResultTable(Results results) {
    this.results = results;
  }

  /** Returns the whole report as lines of at most 100 columns. */
  static String print(RaceTitle title, Machine machine, Results results) {
    ResultTable table = new ResultTable(results);
    table.line("%n%s%n%s%n", title.line(), machine.describe());
    table.engines(title);
    table.throughput(Clock.CPU, "Queries per second of processor time, at recall");
    table.throughput(Clock.WALL, "Queries per second on the clock, at recall");
    table.ratios();
    table.curves();
    return table.out.toString();
  }

  private void engines(RaceTitle title) {
    line("%-16s %9s %10s %10s   %s", "Engine", "build s", "index MiB", "bytes/row", "settings");
    for (Contestant one : results.contestants()) {
      line(
          "%-16s %9.1f %10.1f %,10d   %s",
          one.name(),
          one.buildSeconds(),
          one.indexBytes() / 0x1p20,
          one.indexBytes() / title.rows(),
          one.description());
    }
  }

  private void throughput(Clock clock, String caption) {
    head(caption);
    for (Contestant one : results.contestants()) {
      StringBuilder cells = new StringBuilder();
      for (double target : Results.TARGETS) {
        String floor = results.isFloor(one.name(), target) ? ">" : "";
        cells.append(cell(results.qps(one.name(), target, clock), floor + "%,.0f"));
      }
      line("%-16s%s", one.name(), cells);
    }
  }

  private void ratios() {
    for (Contestant ours : results.contestants()) {
      if (ours.isOurs()) {
        head("How many times as fast " + ours.name() + " is (processor time / clock)");
        for (Contestant peer : results.contestants()) {
          if (!peer.isOurs()) {
            line("%-16s%s", peer.name(), ratios(ours.name(), peer.name()));
          }
        }
      }
    }
  }

  private String ratios(String ours, String peer) {
    StringBuilder cells = new StringBuilder();
    for (double target : Results.TARGETS) {
      OptionalDouble cpu = results.ratio(ours, peer, target, Clock.CPU);
      OptionalDouble wall = results.ratio(ours, peer, target, Clock.WALL);
      cells.append(
          cpu.isEmpty() || wall.isEmpty()
              ? "%12s".formatted("-")
              : "%12s".formatted(format("%.2f / %.2f", cpu.getAsDouble(), wall.getAsDouble())));
    }
    return cells.toString();
  }

  private void curves() {
    line(
        "%n%-16s %6s %8s %10s %10s %9s %9s",
        "Curve", "knob", "recall", "QPS cpu", "QPS clock", "p50 us", "p99 us");
    for (Contestant one : results.contestants()) {
      for (Map.Entry<Integer, List<Measurement>> rung : results.byKnob(one.name()).entrySet()) {
        List<Measurement> turns = rung.getValue();
        line(
            "%-16s %6d %8.4f %,10.0f %,10.0f %9s %9s",
            one.name(),
            rung.getKey(),
            Results.median(turns, Measurement::recall),
            Results.median(turns, Measurement::cpuQps),
            Results.median(turns, Measurement::wallQps),
            time(Results.median(turns, Measurement::p50)),
            time(Results.median(turns, Measurement::p99)));
      }
    }
  }

  private static String time(double microseconds) {
    return Double.isNaN(microseconds) ? "-" : format("%,.1f", microseconds);
  }

  private void head(String caption) {
    line("%n%s", caption);
    StringBuilder cells = new StringBuilder();
    Results.TARGETS.forEach(target -> cells.append(format("%12.2f", target)));
    line("%-16s%s", "", cells);
  }

  private static String cell(OptionalDouble value, String pattern) {
    return "%12s".formatted(value.isPresent() ? format(pattern, value.getAsDouble()) : "-");
  }

  private void line(String pattern, Object... values) {
    out.append(format(pattern, values)).append(System.lineSeparator());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
