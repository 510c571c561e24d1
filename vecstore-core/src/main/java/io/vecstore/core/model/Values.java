package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What makes a metadata value valid, and how it is reached and read without loss. */
final class Values {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final double TWO_TO_63 = 0x1p63;

  private Values() {}

  static void requireUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new InvalidInputException(
              "half a surrogate pair at offset " + i + ", expected well-formed Unicode");
        }
        i++;
      }
    }
  }

  static void requireFinite(double number) {
    if (!Double.isFinite(number)) {
      throw new InvalidInputException("the number " + number + ", expected a finite one");
    }
  }

  static long micros(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
          instant.getNano() / 1_000);
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "the moment " + instant + ", expected one within 292,000 years of 1970");
    }
  }

  static List<@Nullable Object> objects(List<MetadataValue> values) {
    List<@Nullable Object> objects = new ArrayList<>(values.size());
    values.forEach(value -> objects.add(value.toObject()));
    return Collections.unmodifiableList(objects);
  }

  static Optional<MetadataValue> follow(Metadata document, FieldPath path) {
    MetadataValue at = new MetadataValue.Nested(document);
    for (FieldPath.Step step : path.steps()) {
      Optional<MetadataValue> next =
          switch (step) {
            case FieldPath.Key key ->
                at instanceof MetadataValue.Nested(Metadata fields)
                    ? fields.field(key.name())
                    : Optional.empty();
            case FieldPath.Index index ->
                at instanceof MetadataValue.Array(List<MetadataValue> values)
                        && index.at() < values.size()
                    ? Optional.of(values.get(index.at()))
                    : Optional.empty();
            case FieldPath.Each each -> throw many(path);
            case FieldPath.Element element -> throw many(path);
          };
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static InvalidInputException many(FieldPath path) {
    return new InvalidInputException("the path \"" + path + "\" does not lead to one value");
  }

  static <T extends MetadataValue> Optional<T> typed(
      Metadata document, String path, Class<T> type) {
    Optional<MetadataValue> value = present(document, path);
    value.ifPresent(
        found -> {
          if (!type.isInstance(found)) {
            throw other(path, found, type.getSimpleName());
          }
        });
    return value.map(type::cast);
  }

  static OptionalLong exactLong(Metadata document, String path) {
    Optional<MetadataValue> value = present(document, path);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    return switch (value.get()) {
      case MetadataValue.Int(long number) -> OptionalLong.of(number);
      case MetadataValue.Real(double number) when isLong(number) -> OptionalLong.of((long) number);
      default -> throw other(path, value.get(), "Int");
    };
  }

  static OptionalDouble exactDouble(Metadata document, String path) {
    Optional<MetadataValue> value = present(document, path);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (value.get()) {
      case MetadataValue.Real(double number) -> OptionalDouble.of(number);
      case MetadataValue.Int(long number) when isDouble(number) ->
          OptionalDouble.of((double) number);
      default -> throw other(path, value.get(), "Real");
    };
  }

  private static boolean isLong(double number) {
    return number >= -TWO_TO_63 && number < TWO_TO_63 && number == Math.rint(number);
  }

  private static boolean isDouble(long number) {
    return (double) number < TWO_TO_63 && (long) (double) number == number;
  }

  private static Optional<MetadataValue> present(Metadata document, String path) {
    return document.get(path).filter(value -> value != MetadataValue.Null.NULL);
  }

  private static InvalidInputException other(String path, MetadataValue found, String wanted) {
    String kind =
        switch (wanted) {
          case "Int" -> "long";
          case "Real" -> "double";
          case "Bool" -> "boolean";
          case "Nested" -> "object";
          default -> wanted.toLowerCase(java.util.Locale.ROOT);
        };
    return new InvalidInputException(
        "the field \"%s\" holds the %s %s, expected a %s"
            .formatted(path, found.typeName(), found.toObject(), kind));
  }
}
