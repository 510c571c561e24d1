package io.vecstore.cli.json;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a command has to say: names and values in order, for people or as one line of JSON. */
public final class Result {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Creates an empty result. */
  public Result() {}

  /**
   * Adds a value.
   *
   * @param value text, a number, a boolean, null, or a list or map of these
   */
  public Result with(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  /** Returns the result as one line of JSON. */
  public String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, values);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, element) -> {
              json.writeName(name.toString());
              write(json, element);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean bool -> json.writeBoolean(bool);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }

  /** Returns the result for people: a line each, the names aligned. */
  public String text() {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder out = new StringBuilder();
    values.forEach(
        (name, value) ->
            out.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
    return out.toString();
  }
}
