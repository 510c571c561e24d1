package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a file with one JSON object a line, gzipped or not, as maps, lists, strings, longs, doubles
 * and booleans.
 */
public final class JsonLines {

  private JsonLines() {}

  /**
   * Reads a whole file.
   *
   * @throws NotFoundException if there is no such file
   * @throws InvalidInputException if it holds something else than JSON objects
   */
  public static List<Map<String, @Nullable Object>> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new NotFoundException("file", file.toString(), "give the path of an existing file");
    }
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), plain)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw new InvalidInputException(
              file + ", object " + objects.size() + ": expected a JSON object, found " + token);
        }
        objects.add(object(parser));
      }
      return objects;
    } catch (JacksonException e) {
      throw new InvalidInputException(file + ", object " + objects.size() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new InvalidInputException("unexpected JSON token " + parser.currentToken());
    };
  }
}
