package io.vecstore.core.tenant;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Metadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a namespace beside its documents. Immutable.
 *
 * @param id never changes; 1 to 256 characters without control characters, case counts. It never
 *     becomes part of a path
 * @param name for people to read; the id at first
 * @param description for people to read
 * @param metadata whatever the application wants to keep
 * @param quotas the limits
 * @param status what is let through
 * @param created when
 * @param updated when one of these was last changed
 */
public record NamespaceProfile(
    String id,
    String name,
    String description,
    Metadata metadata,
    Quotas quotas,
    NamespaceStatus status,
    Instant created,
    Instant updated) {

  private static final int LONGEST_ID = 256;

  /** Checks the id. */
  public NamespaceProfile {
    checkId(id);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(metadata, "metadata");
    Objects.requireNonNull(quotas, "quotas");
    Objects.requireNonNull(status, "status");
    created = created.truncatedTo(ChronoUnit.MICROS); // as it is stored
    updated = updated.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the profile of a namespace without limits that is created at {@code now}. */
  public static NamespaceProfile of(String id, Instant now) {
    return new NamespaceProfile(
        id, id, "", Metadata.empty(), Quotas.unlimited(), NamespaceStatus.ACTIVE, now, now);
  }

  /**
   * Checks the id of a namespace or the name of a collection.
   *
   * @return the id
   * @throws InvalidInputException if it is empty, too long, or has control characters
   */
  public static String checkId(String id) {
    if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException(
          "an id of "
              + id.length()
              + " characters: 1 to "
              + LONGEST_ID
              + " without control characters are expected");
    }
    return id;
  }

  /** Returns a copy with another name. */
  public NamespaceProfile named(String newName) {
    return new NamespaceProfile(
        id, newName, description, metadata, quotas, status, created, updated);
  }

  /** Returns a copy with another description. */
  public NamespaceProfile described(String text) {
    return new NamespaceProfile(id, name, text, metadata, quotas, status, created, updated);
  }

  /**
   * Returns a copy with other metadata.
   *
   * @throws InvalidInputException if a value is of no supported type, see {@link Metadata#of}
   */
  public NamespaceProfile withMetadata(Map<String, ?> fields) {
    return new NamespaceProfile(
        id, name, description, Metadata.of(fields), quotas, status, created, updated);
  }

  /** Returns a copy with other limits. */
  public NamespaceProfile limitedTo(Quotas limits) {
    return new NamespaceProfile(id, name, description, metadata, limits, status, created, updated);
  }

  /** Returns a copy with another status. */
  public NamespaceProfile withStatus(NamespaceStatus next) {
    return new NamespaceProfile(id, name, description, metadata, quotas, next, created, updated);
  }

  /** Returns a copy that was changed at {@code now}. */
  public NamespaceProfile touched(Instant now) {
    return new NamespaceProfile(id, name, description, metadata, quotas, status, created, now);
  }
}
