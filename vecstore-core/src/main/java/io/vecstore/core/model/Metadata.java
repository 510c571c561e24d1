package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document beside its vector and its text: names and values, ordered by name.
 * Filters look at them. Immutable; safe from any thread.
 *
 * <p>A name has 1 to {@value #MAX_KEY_BYTES} bytes of UTF-8 without control characters. Objects and
 * arrays nest to {@value #MAX_DEPTH} levels. One document's metadata takes at most {@value
 * #MAX_BYTES} bytes in the {@linkplain MetadataCodec stored form}.
 */
public final class Metadata {

  /** The most bytes of a name, in UTF-8. */
  public static final int MAX_KEY_BYTES = 1024;

  /** The most levels of objects and arrays inside each other; a plain field is at level 1. */
  public static final int MAX_DEPTH = 64;

  /** The most bytes of one document's metadata as it is stored. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Metadata EMPTY = new Metadata(new TreeMap<>());

  private final String[] keys;
  private final MetadataValue[] values;

  /** Takes fields whose values are valid; the caller has checked the names and the size. */
  Metadata(SortedMap<String, MetadataValue> fields) {
    this.keys = fields.keySet().toArray(new String[0]);
    this.values = fields.values().toArray(new MetadataValue[0]);
  }

  /** Returns metadata without fields. */
  public static Metadata empty() {
    return EMPTY;
  }

  /**
   * Returns the metadata of a map. Values may be {@link String}, {@link java.util.UUID} (kept as
   * text), any whole number of up to 64 bits, {@link Float}, {@link Double}, {@link Boolean},
   * {@link Instant}, {@link java.time.OffsetDateTime}, {@link java.time.ZonedDateTime}, null, a
   * {@link List} or array of these, a {@link Map} with text keys, {@link Metadata} or {@link
   * MetadataValue}. Copies everything.
   *
   * @throws InvalidInputException if a value has another type, a number is not finite, or a limit
   *     is exceeded; the message names the path
   */
  public static Metadata of(Map<String, ?> fields) {
    Objects.requireNonNull(fields, "metadata");
    return fields.isEmpty() ? EMPTY : new MetadataReader().document(fields);
  }

  /**
   * Returns a copy in which the field {@code key} (a name, not a path) holds {@code value}, which
   * may be what {@link #of} takes.
   */
  public Metadata with(String key, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(asMap());
    changed.put(key, value);
    return new MetadataReader().document(changed);
  }

  /** Returns a copy without the field {@code key} (a name, not a path). */
  public Metadata without(String key) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(asMap());
    changed.remove(key);
    return new MetadataReader().document(changed);
  }

  private Map<String, MetadataValue> asMap() {
    Map<String, MetadataValue> map = new LinkedHashMap<>();
    forEach(map::put);
    return map;
  }

  /** Returns the number of fields at the top. */
  public int size() {
    return keys.length;
  }

  /** Returns whether there is no field. */
  public boolean isEmpty() {
    return keys.length == 0;
  }

  /** Returns the names at the top, ordered. */
  public List<String> keys() {
    return List.of(keys);
  }

  /** Calls {@code action} with each name and value at the top, ordered by name. */
  public void forEach(BiConsumer<String, MetadataValue> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  /**
   * Returns the value of the field {@code key} (a name, not a path), {@link MetadataValue.Null}
   * included.
   */
  public Optional<MetadataValue> field(String key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? Optional.empty() : Optional.of(values[at]);
  }

  /**
   * Returns the value at a path such as {@code author.name} or {@code tags[0]}; nothing where a
   * step leads nowhere, {@link MetadataValue.Null} where the field is there and null.
   *
   * @throws InvalidInputException if {@code path} is not a path to one value
   */
  public Optional<MetadataValue> get(String path) {
    return Values.follow(this, FieldPath.parse(path));
  }

  /**
   * Returns the text at a path, or nothing where there is none or null.
   *
   * @throws InvalidInputException if the value has another type
   */
  public Optional<String> getText(String path) {
    return Values.typed(this, path, MetadataValue.Text.class).map(MetadataValue.Text::value);
  }

  /**
   * Returns the whole number at a path, or nothing where there is none or null. A double that is a
   * whole number counts.
   *
   * @throws InvalidInputException if the value has another type, or cannot be given exactly
   */
  public OptionalLong getLong(String path) {
    return Values.exactLong(this, path);
  }

  /**
   * Returns the number at a path, or nothing where there is none or null. A long that a double can
   * hold counts.
   *
   * @throws InvalidInputException if the value has another type, or cannot be given exactly
   */
  public OptionalDouble getDouble(String path) {
    return Values.exactDouble(this, path);
  }

  /**
   * Returns the boolean at a path, or nothing where there is none or null.
   *
   * @throws InvalidInputException if the value has another type
   */
  public Optional<Boolean> getBoolean(String path) {
    return Values.typed(this, path, MetadataValue.Bool.class).map(MetadataValue.Bool::value);
  }

  /**
   * Returns the moment at a path, or nothing where there is none or null.
   *
   * @throws InvalidInputException if the value has another type
   */
  public Optional<Instant> getInstant(String path) {
    return Values.typed(this, path, MetadataValue.Timestamp.class)
        .map(MetadataValue.Timestamp::instant);
  }

  /**
   * Returns the array at a path, or nothing where there is none or null.
   *
   * @throws InvalidInputException if the value has another type
   */
  public Optional<List<MetadataValue>> getArray(String path) {
    return Values.typed(this, path, MetadataValue.Array.class).map(MetadataValue.Array::values);
  }

  /**
   * Returns the object at a path, or nothing where there is none or null.
   *
   * @throws InvalidInputException if the value has another type
   */
  public Optional<Metadata> getNested(String path) {
    return Values.typed(this, path, MetadataValue.Nested.class).map(MetadataValue.Nested::fields);
  }

  /**
   * Returns the fields as an unmodifiable map of Java objects, as {@link MetadataValue#toObject}
   * gives them, ordered by name.
   */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    forEach((key, value) -> map.put(key, value.toObject()));
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
  }

  /** Returns the fields for people to read, for example {@code {lang=en, year=2024}}. */
  @Override
  public String toString() {
    return toMap().toString();
  }
}
