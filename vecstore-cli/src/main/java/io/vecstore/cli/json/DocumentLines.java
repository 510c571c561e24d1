package io.vecstore.cli.json;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Documents as JSON, one a line: {@code {"id": …, "vector": […], "text": …, "metadata": {…}}}. The
 * vector is an array of numbers, or a string: base64 of float32, little endian. A moment in the
 * metadata is {@code {"$time": "2026-01-31T12:00:00Z"}}. What is written is read again as the same
 * document, bit by bit.
 */
public final class DocumentLines {

  private static final String TIME = "$time";

  private final JsonFactory factory = new JsonFactory();

  /** How a vector is written. */
  public enum VectorForm {
    /** An array of numbers. */
    ARRAY,
    /** Base64 of float32, little endian: exact, and a third of the size. */
    BASE64
  }

  /** Creates a codec. */
  public DocumentLines() {}

  /** Returns a document as a line, without its end. */
  public String write(Document document, VectorForm form) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", document.id());
      json.writeName("vector");
      vector(json, document.vector(), form);
      document.text().ifPresent(text -> json.writeStringProperty("text", text));
      if (!document.metadata().isEmpty()) {
        json.writeName("metadata");
        nested(json, document.metadata());
      }
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void vector(JsonGenerator json, float[] vector, VectorForm form) {
    if (form == VectorForm.BASE64) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      json.writeString(Base64.getEncoder().encodeToString(bytes.array()));
    } else {
      json.writeStartArray();
      for (float component : vector) {
        json.writeNumber(component);
      }
      json.writeEndArray();
    }
  }

  private static void nested(JsonGenerator json, Metadata metadata) {
    json.writeStartObject();
    metadata.forEach(
        (name, value) -> {
          json.writeName(name);
          value(json, value);
        });
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, MetadataValue value) {
    switch (value) {
      case MetadataValue.Text(String text) -> json.writeString(text);
      case MetadataValue.Int(long number) -> json.writeNumber(number);
      case MetadataValue.Real(double number) -> json.writeNumber(number);
      case MetadataValue.Bool(boolean bool) -> json.writeBoolean(bool);
      case MetadataValue.Timestamp time -> {
        json.writeStartObject();
        json.writeStringProperty(TIME, time.instant().toString());
        json.writeEndObject();
      }
      case MetadataValue.Array(List<MetadataValue> values) -> {
        json.writeStartArray();
        values.forEach(element -> value(json, element));
        json.writeEndArray();
      }
      case MetadataValue.Nested(Metadata fields) -> nested(json, fields);
      case MetadataValue.Null _ -> json.writeNull();
    }
  }

  /**
   * Reads a document.
   *
   * @param place where the line stands, for an error
   * @throws InvalidInputException if it is not one; the message has the place
   */
  public Document read(String line, String place) {
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidInputException("a JSON object is expected");
      }
      Document document = document(object(json));
      if (json.nextToken() != null) {
        throw new InvalidInputException("something follows the object");
      }
      return document;
    } catch (JacksonException | InvalidInputException wrong) {
      String reason =
          wrong instanceof JacksonException broken
              ? broken.getOriginalMessage()
              : wrong.getMessage();
      throw new InvalidInputException(place + ": " + reason);
    }
  }

  private static Document document(Map<String, @Nullable Object> fields) {
    Object id = fields.remove("id");
    Object vector = fields.remove("vector");
    Object text = fields.remove("text");
    Object metadata = fields.remove("metadata");
    if (!fields.isEmpty()) {
      throw new InvalidInputException(
          "unknown field "
              + fields.keySet().iterator().next()
              + "; a document has id, vector, text and metadata");
    }
    if (id == null) {
      throw new InvalidInputException("the field id is missing");
    }
    Document document = Document.of(id.toString(), vector(vector));
    if (text instanceof String words) {
      document = document.withText(words);
    }
    if (metadata instanceof Metadata nested) {
      document = document.withMetadata(nested);
    } else if (metadata != null) {
      throw new InvalidInputException("metadata is no JSON object");
    }
    return document;
  }

  private static float[] vector(@Nullable Object value) {
    return switch (value) {
      case String base64 -> decode(base64);
      case List<?> numbers -> {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
          if (!(numbers.get(i) instanceof Number number)) {
            throw new InvalidInputException("component " + i + " of the vector is no number");
          }
          vector[i] = number.floatValue();
        }
        yield vector;
      }
      case null, default ->
          throw new InvalidInputException(
              "the field vector is missing: numbers, or base64 of float32, are expected");
    };
  }

  private static float[] decode(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException("the vector is no base64: " + wrong.getMessage());
    }
    if (bytes.length % 4 != 0) {
      throw new InvalidInputException("the vector has " + bytes.length + " bytes, not 4 a number");
    }
    float[] vector = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /** The value of metadata is read as such at once, so that a moment is told from an object. */
  private static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (fields.containsKey(name)) {
        throw new InvalidInputException("the field " + name + " is there twice");
      }
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> nested(object(json));
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(json));
        }
        yield values;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new InvalidInputException("unexpected " + json.currentToken());
    };
  }

  private static Object nested(Map<String, @Nullable Object> fields) {
    if (fields.size() == 1 && fields.get(TIME) instanceof String time) {
      try {
        return Instant.parse(time);
      } catch (DateTimeParseException wrong) {
        throw new InvalidInputException("\"" + time + "\" is no moment: " + wrong.getMessage());
      }
    }
    return Metadata.of(fields);
  }
}
