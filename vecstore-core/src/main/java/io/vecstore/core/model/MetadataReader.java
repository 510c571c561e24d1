package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns Java objects into metadata, and says where it cannot. One reader reads one document. */
final class MetadataReader {

  /** The way from the document to the value at hand, kept for the errors. */
  private final List<String> way = new ArrayList<>();

  Metadata document(Map<String, ?> fields) {
    Metadata document = object(fields);
    int bytes = MetadataCodec.encodedSize(document);
    if (bytes > Metadata.MAX_BYTES) {
      throw new InvalidInputException(
          "metadata of %d bytes, expected at most %d".formatted(bytes, Metadata.MAX_BYTES));
    }
    return document;
  }

  MetadataValue value(@Nullable Object value) {
    return switch (value) {
      case null -> MetadataValue.Null.NULL;
      case MetadataValue ready -> again(ready);
      case String text -> text(text);
      case Long number -> new MetadataValue.Int(number);
      case Integer number -> new MetadataValue.Int(number);
      case Short number -> new MetadataValue.Int(number);
      case Byte number -> new MetadataValue.Int(number);
      case Double number -> real(number);
      case Float number -> real(number);
      case Boolean flag -> new MetadataValue.Bool(flag);
      case Instant moment -> moment(moment);
      case OffsetDateTime moment -> moment(moment.toInstant());
      case ZonedDateTime moment -> moment(moment.toInstant());
      case UUID id -> new MetadataValue.Text(id.toString());
      case List<?> list -> array(list);
      case Map<?, ?> map -> new MetadataValue.Nested(object(map));
      case Metadata nested -> again(new MetadataValue.Nested(nested));
      default -> other(value);
    };
  }

  /** Values that are ready are read again for their depth alone. */
  private MetadataValue again(MetadataValue ready) {
    return switch (ready) {
      case MetadataValue.Array array -> array(array.values());
      case MetadataValue.Nested nested -> {
        Map<String, MetadataValue> fields = new TreeMap<>();
        nested.fields().forEach(fields::put);
        yield new MetadataValue.Nested(object(fields));
      }
      default -> ready;
    };
  }

  private MetadataValue other(Object value) {
    if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      List<@Nullable Object> list = new ArrayList<>(length);
      for (int i = 0; i < length; i++) {
        list.add(Array.get(value, i));
      }
      return array(list);
    }
    throw wrong(
        "a value of "
            + value.getClass().getName()
            + ", expected text, a number, a boolean, a moment, a list, a map or null");
  }

  private MetadataValue array(List<?> list) {
    enter("[]");
    List<MetadataValue> values = new ArrayList<>(list.size());
    for (Object element : list) {
      way.set(way.size() - 1, "[" + values.size() + "]");
      values.add(value(element));
    }
    way.removeLast();
    return new MetadataValue.Array(values);
  }

  private Metadata object(Map<?, ?> map) {
    TreeMap<String, MetadataValue> fields = new TreeMap<>();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      if (!(field.getKey() instanceof String key)) {
        throw wrong("a field named by " + field.getKey() + ", expected text");
      }
      enter(FieldPath.of(key).toString());
      requireKey(key);
      fields.put(key, value(field.getValue()));
      way.removeLast();
    }
    return new Metadata(fields);
  }

  private void enter(String step) {
    way.add(step);
    if (way.size() > Metadata.MAX_DEPTH) {
      throw wrong("nested deeper than " + Metadata.MAX_DEPTH + " levels");
    }
  }

  private void requireKey(String key) {
    text(key);
    int bytes = key.length() * 3 <= Metadata.MAX_KEY_BYTES ? 1 : utf8(key).length;
    if (key.isEmpty() || bytes > Metadata.MAX_KEY_BYTES) {
      throw wrong(
          "a name of %d bytes, expected 1 to %d"
              .formatted(utf8(key).length, Metadata.MAX_KEY_BYTES));
    }
    if (key.chars().anyMatch(Character::isISOControl)) {
      throw wrong("a control character in a name");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private MetadataValue text(String text) {
    try {
      return new MetadataValue.Text(text);
    } catch (InvalidInputException e) {
      throw wrong(e.getMessage());
    }
  }

  private MetadataValue real(double number) {
    try {
      return new MetadataValue.Real(number);
    } catch (InvalidInputException e) {
      throw wrong(e.getMessage());
    }
  }

  private MetadataValue moment(Instant moment) {
    try {
      return MetadataValue.Timestamp.of(moment);
    } catch (InvalidInputException e) {
      throw wrong(e.getMessage());
    }
  }

  private InvalidInputException wrong(@Nullable String what) {
    if (way.isEmpty()) {
      return new InvalidInputException(String.valueOf(what));
    }
    String all = String.join(".", way).replace(".[", "[");
    String place = all.length() > 200 ? all.substring(0, 200) + "..." : all;
    return new InvalidInputException("metadata field \"" + place + "\": " + what);
  }
}
