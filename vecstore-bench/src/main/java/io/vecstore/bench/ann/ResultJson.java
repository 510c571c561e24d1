package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Measurement.Clock;
import io.vecstore.bench.ann.Results.Contestant;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes results for a program: figures as measured, medians over rounds, and our ratio to every
 * peer.
 */
final class ResultJson {

  private final Results results;
  private final JsonGenerator json;

  private ResultJson(Results results, JsonGenerator json) {
    this.results = results;
    this.json = json;
  }

  /**
   * Returns the whole report.
   *
   * @param command the command line that was given
   * @param skipped engines that were asked for but could not run, and why
   */
  static String print(
      RaceTitle title,
      Machine machine,
      Results results,
      List<String> command,
      Map<String, String> skipped) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(new Pretty(), out)) {
      ResultJson report = new ResultJson(results, json);
      json.writeStartObject();
      json.writeStringProperty("command", String.join(" ", command));
      json.writeStringProperty("date", java.time.Instant.now().toString());
      report.machine(machine);
      report.data(title);
      json.writeObjectPropertyStart("skipped");
      skipped.forEach(json::writeStringProperty);
      json.writeEndObject();
      report.engines(title);
      report.ratios();
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  private void machine(Machine machine) {
    json.writeObjectPropertyStart("machine");
    json.writeStringProperty("cpu", machine.cpu());
    json.writeNumberProperty("cores", machine.cores());
    json.writeNumberProperty("memory_bytes", machine.memoryBytes());
    json.writeStringProperty("os", machine.os());
    json.writeStringProperty("transparent_huge_pages", machine.hugePages());
    json.writeNumberProperty("load", machine.load());
    json.writeEndObject();
    json.writeObjectPropertyStart("jvm");
    json.writeStringProperty("version", machine.jvm());
    json.writeArrayPropertyStart("flags");
    machine.flags().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void data(RaceTitle title) {
    json.writeObjectPropertyStart("data");
    json.writeStringProperty("set", title.set());
    json.writeNumberProperty("rows", title.rows());
    json.writeNumberProperty("dimension", title.dimension());
    json.writeStringProperty("metric", title.metric().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("queries", title.queries());
    json.writeNumberProperty("k", title.k());
    json.writeNumberProperty("threads", title.threads());
    json.writeNumberProperty("rounds", title.rounds());
    json.writeEndObject();
  }

  private void engines(RaceTitle title) {
    json.writeArrayPropertyStart("engines");
    for (Contestant one : results.contestants()) {
      json.writeStartObject();
      json.writeStringProperty("name", one.name());
      json.writeStringProperty("settings", one.description());
      number("build_seconds", one.buildSeconds());
      json.writeNumberProperty("index_bytes", one.indexBytes());
      number("bytes_per_row", (double) one.indexBytes() / title.rows());
      json.writeStringProperty("knob", one.knob());
      curve(one);
      json.writeObjectPropertyStart("qps");
      for (double target : Results.TARGETS) {
        clocks(
            target,
            results.qps(one.name(), target, Clock.CPU),
            results.qps(one.name(), target, Clock.WALL));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void curve(Contestant one) {
    json.writeArrayPropertyStart("curve");
    results
        .byKnob(one.name())
        .forEach(
            (knob, turns) -> {
              json.writeStartObject();
              json.writeNumberProperty("knob", knob);
              number("recall", Results.median(turns, Measurement::recall));
              number("qps_cpu", Results.median(turns, Measurement::cpuQps));
              number("qps_wall", Results.median(turns, Measurement::wallQps));
              number("p50_us", Results.median(turns, Measurement::p50));
              number("p99_us", Results.median(turns, Measurement::p99));
              rounds("qps_cpu_rounds", turns, Clock.CPU);
              rounds("qps_wall_rounds", turns, Clock.WALL);
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private void rounds(String name, List<Measurement> turns, Clock clock) {
    json.writeArrayPropertyStart(name);
    turns.forEach(turn -> json.writeNumber(rounded(turn.qps(clock))));
    json.writeEndArray();
  }

  /**
   * The ratios of the store, or of our first engine, stand under {@code ratios}, those of every
   * layout under its own name too.
   */
  private void ratios() {
    List<String> ours =
        results.contestants().stream().filter(Contestant::isOurs).map(Contestant::name).toList();
    ratios("ratios", ours.contains("vecstore") || ours.isEmpty() ? "vecstore" : ours.getFirst());
    for (String name : ours) {
      if (name.startsWith("vecstore-")) {
        ratios("ratios_" + name.substring("vecstore-".length()), name);
      }
    }
  }

  private void ratios(String property, String ours) {
    json.writeObjectPropertyStart(property);
    for (Contestant peer : results.contestants()) {
      if (!peer.isOurs() && enters(ours)) {
        json.writeObjectPropertyStart(peer.name());
        for (double target : Results.TARGETS) {
          clocks(
              target,
              results.ratio(ours, peer.name(), target, Clock.CPU),
              results.ratio(ours, peer.name(), target, Clock.WALL));
        }
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private boolean enters(String engine) {
    return results.contestants().stream().anyMatch(one -> one.name().equals(engine));
  }

  /** Writes the figure at one recall by both clocks; nothing where it was not reached. */
  private void clocks(double target, OptionalDouble cpu, OptionalDouble wall) {
    if (cpu.isPresent() && wall.isPresent()) {
      json.writeObjectPropertyStart(String.format(Locale.ROOT, "%.2f", target));
      number("cpu", cpu.getAsDouble());
      number("wall", wall.getAsDouble());
      json.writeEndObject();
    }
  }

  private void number(String name, double value) {
    if (Double.isNaN(value)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, rounded(value));
    }
  }

  private static double rounded(double value) {
    return Math.abs(value) >= 1000
        ? Math.rint(value * 10) / 10
        : Math.rint(value * 10_000) / 10_000;
  }

  /** Asks for indented output. */
  private static final class Pretty extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }
  }
}
