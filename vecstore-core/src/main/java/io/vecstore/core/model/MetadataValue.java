package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a document's metadata. A value that exists is valid: its text is well-formed
 * Unicode, its numbers are finite. Immutable; equal if the type and the content are equal, so the
 * long 1 and the double 1.0 are different values (a filter compares them as numbers).
 */
public sealed interface MetadataValue {

  /** Text. */
  record Text(String value) implements MetadataValue {
    /** Requires well-formed Unicode. */
    public Text {
      Values.requireUnicode(value);
    }
  }

  /** A whole number of 64 bits. */
  record Int(long value) implements MetadataValue {}

  /** A finite number with a fraction. */
  record Real(double value) implements MetadataValue {
    /** Requires a finite number. */
    public Real {
      Values.requireFinite(value);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements MetadataValue {}

  /**
   * A moment.
   *
   * @param micros microseconds since 1970-01-01T00:00:00Z, negative before
   */
  record Timestamp(long micros) implements MetadataValue {

    /** Returns the moment, cut down to the microsecond before it. */
    public static Timestamp of(Instant instant) {
      return new Timestamp(Values.micros(instant));
    }

    /** Returns the moment as an instant. */
    public Instant instant() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }

  /** Values in an order, of any types. */
  record Array(List<MetadataValue> values) implements MetadataValue {
    /** Copies the list. */
    public Array {
      values = List.copyOf(values);
    }
  }

  /** An object with fields of its own. */
  record Nested(Metadata fields) implements MetadataValue {}

  /** A field that is there, and holds nothing. */
  enum Null implements MetadataValue {
    /** The only one. */
    NULL
  }

  /**
   * Returns the value of a Java object, of a type that {@link Metadata#of} takes.
   *
   * @throws InvalidInputException if it has another type, or is not a valid value
   */
  static MetadataValue of(@Nullable Object object) {
    return new MetadataReader().value(object);
  }

  /**
   * Returns the Java object: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
   * Instant}, an unmodifiable {@link List}, an unmodifiable {@link Map} or null.
   */
  default @Nullable Object toObject() {
    return switch (this) {
      case Text text -> text.value();
      case Int number -> number.value();
      case Real number -> number.value();
      case Bool flag -> flag.value();
      case Timestamp moment -> moment.instant();
      case Array array -> Values.objects(array.values());
      case Nested nested -> nested.fields().toMap();
      case Null nothing -> null;
    };
  }

  /** Returns the name of the type as errors call it, for example {@code text}. */
  default String typeName() {
    return switch (this) {
      case Text text -> "text";
      case Int number -> "long";
      case Real number -> "double";
      case Bool flag -> "boolean";
      case Timestamp moment -> "timestamp";
      case Array array -> "array";
      case Nested nested -> "object";
      case Null nothing -> "null";
    };
  }
}
