package io.vecstore.core.model;

import io.vecstore.core.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored under one id: a vector, and if wanted a text and metadata. Immutable; a document
 * that exists is valid: its id has 1 to 1,024 bytes of UTF-8, its vector 1 to 16,384 finite
 * components.
 */
public final class Document {

  /** The longest id, in bytes of UTF-8. */
  public static final int MAX_ID_BYTES = 1024;

  /** The largest number of components of a vector. */
  public static final int MAX_DIMENSION = 16_384;

  /**
   * The field of the metadata that holds when a document expires: filters may look at it, {@link
   * #withExpiry} writes it.
   */
  public static final String EXPIRES = "$expires";

  private final String id;
  private final float[] vector;
  private final @Nullable String text;
  private final Metadata metadata;

  private Document(String id, float[] vector, @Nullable String text, Metadata metadata) {
    this.id = id;
    this.vector = vector;
    this.text = text;
    this.metadata = metadata;
  }

  /**
   * Returns a document without text and metadata.
   *
   * @param id unique in its store; a later document with the same id replaces this one wholly
   * @param vector copied
   * @throws InvalidInputException if the id is empty, too long or not valid Unicode, or the vector
   *     is empty, too long or not finite
   */
  public static Document of(String id, float... vector) {
    checkId(id);
    Objects.requireNonNull(vector, "vector");
    return new Document(id, checkVector(vector, "document \"" + id + "\""), null, Metadata.empty());
  }

  /**
   * Returns a copy with another text.
   *
   * @throws InvalidInputException if it has an unpaired surrogate
   */
  public Document withText(String newText) {
    Objects.requireNonNull(newText, "text");
    if (!isUnicode(newText)) {
      throw new InvalidInputException(
          "the text has an unpaired surrogate, so it cannot be stored as UTF-8 (document \""
              + id
              + "\")");
    }
    return new Document(id, vector, newText, metadata);
  }

  /**
   * Returns a copy with other metadata.
   *
   * @throws InvalidInputException if a value is of no supported type, see {@link Metadata#of}
   */
  public Document withMetadata(Map<String, ?> values) {
    return withMetadata(Metadata.of(values));
  }

  /** Returns a copy with other metadata; when it expires stays, unless they say so themselves. */
  public Document withMetadata(Metadata newMetadata) {
    Objects.requireNonNull(newMetadata, "metadata");
    Optional<MetadataValue> expiry = metadata.field(EXPIRES);
    boolean kept = expiry.isPresent() && newMetadata.field(EXPIRES).isEmpty();
    return new Document(
        id, vector, text, kept ? newMetadata.with(EXPIRES, expiry.get()) : newMetadata);
  }

  /**
   * Returns a copy that expires: from then on no read sees it, and soon after it is deleted for
   * good.
   *
   * @param time to the microsecond
   */
  public Document withExpiry(Instant time) {
    return new Document(id, vector, text, metadata.with(EXPIRES, time));
  }

  /** Returns a copy that does not expire. */
  public Document withoutExpiry() {
    return new Document(id, vector, text, metadata.without(EXPIRES));
  }

  /** Returns when the document expires, if it does. */
  public Optional<Instant> expiresAt() {
    return metadata
        .field(EXPIRES)
        .map(value -> value instanceof MetadataValue.Timestamp time ? time.instant() : null);
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns a copy of the vector. */
  public float[] vector() {
    return vector.clone();
  }

  /** Returns the number of components of the vector. */
  public int dimension() {
    return vector.length;
  }

  /** Returns the text, if there is one. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Returns the metadata, possibly empty. */
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Document that
        && id.equals(that.id)
        && Arrays.equals(vector, that.vector)
        && Objects.equals(text, that.text)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, Arrays.hashCode(vector), text, metadata);
  }

  @Override
  public String toString() {
    return "Document["
        + id
        + ", dimension "
        + vector.length
        + ", "
        + metadata
        + (text == null ? "]" : ", text of " + text.length() + "]");
  }

  /**
   * Checks an id.
   *
   * @return the id
   * @throws InvalidInputException if it is empty, longer than {@link #MAX_ID_BYTES}, or has an
   *     unpaired surrogate
   */
  public static String checkId(String id) {
    Objects.requireNonNull(id, "id");
    if (id.isEmpty()) {
      throw new InvalidInputException("the id is empty: give every document an id of its own");
    }
    int bytes =
        id.length() > MAX_ID_BYTES ? id.length() : id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_ID_BYTES) {
      throw new InvalidInputException(
          "the id \""
              + id.substring(0, 32)
              + "…\" has at least "
              + bytes
              + " bytes of UTF-8, at most "
              + MAX_ID_BYTES
              + " are allowed");
    }
    if (!isUnicode(id)) {
      throw new InvalidInputException(
          "the id has an unpaired surrogate, so it cannot be stored as UTF-8");
    }
    return id;
  }

  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Checks the components of a vector and copies it.
   *
   * @param place where the vector stands, for the error
   * @throws InvalidInputException if it is empty, longer than {@link #MAX_DIMENSION}, or has a
   *     component that is not finite
   */
  public static float[] checkVector(float[] vector, String place) {
    if (vector.length == 0 || vector.length > MAX_DIMENSION) {
      throw new InvalidInputException(
          "dimension " + vector.length + ", expected 1 to " + MAX_DIMENSION + " (" + place + ")");
    }
    float[] copy = vector.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!Float.isFinite(copy[i])) {
        throw new InvalidInputException(
            "component " + i + " is " + copy[i] + ", expected a finite number (" + place + ")");
      }
    }
    return copy;
  }
}
