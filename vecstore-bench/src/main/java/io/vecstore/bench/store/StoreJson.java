package io.vecstore.bench.store;

import io.vecstore.bench.ann.Machine;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes results for a program: every round, medians, ratios, and how long opening took. */
final class StoreJson {

  private final JsonGenerator json;

  private StoreJson(JsonGenerator json) {
    this.json = json;
  }

  /** Returns the whole report. */
  static String print(
      Machine machine, String origin, List<WriteResult> writes, Optional<ReopenResult> reopened) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      StoreJson report = new StoreJson(json);
      json.writeStartObject();
      json.writeStringProperty("date", java.time.Instant.now().toString());
      json.writeStringProperty("machine", machine.describe());
      json.writeStringProperty("rows", origin);
      json.writeArrayPropertyStart("writes");
      writes.forEach(report::write);
      json.writeEndArray();
      reopened.ifPresent(report::reopened);
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  private void write(WriteResult result) {
    json.writeStartObject();
    json.writeStringProperty("level", result.point().level().name());
    json.writeNumberProperty("writers", result.point().writers());
    json.writeNumberProperty("batch", result.point().batch());
    json.writeObjectPropertyStart("rows_per_second");
    result
        .rates()
        .forEach(
            (name, rounds) -> {
              json.writeArrayPropertyStart(name);
              for (double rate : rounds) {
                json.writeNumber(Math.rint(rate));
              }
              json.writeEndArray();
            });
    json.writeEndObject();
    json.writeObjectPropertyStart("ratios");
    result
        .ratios()
        .forEach((name, ratio) -> json.writeNumberProperty(name, Math.rint(ratio * 1000) / 1000));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void reopened(ReopenResult result) {
    json.writeObjectPropertyStart("reopen");
    json.writeNumberProperty("rows", result.rows());
    json.writeNumberProperty("build_seconds", result.built().seconds());
    json.writeNumberProperty("disk_bytes", result.built().diskBytes());
    json.writeNumberProperty("written_bytes", result.built().writtenBytes());
    json.writeNumberProperty("user_bytes", result.built().userBytes());
    json.writeArrayPropertyStart("openings");
    for (ReopenResult.Opening one : result.openings()) {
      json.writeStartObject();
      json.writeStringProperty("after", one.what());
      json.writeNumberProperty("open_ms", one.openMillis());
      json.writeNumberProperty("first_query_ms", one.firstMillis());
      json.writeNumberProperty("goal_ms", one.goalMillis());
      json.writeNumberProperty("graph_builds", one.graphBuilds());
      json.writeNumberProperty("replayed_rows", one.replayed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
