package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What is chosen anew each time a database is opened; nothing of it goes to disk. Immutable: start
 * from {@link #defaults()} and change what you need.
 *
 * @param stores how each collection and namespace is opened
 * @param openNamespaces how many namespaces are kept open, in [1, 100,000]; 24 by default. The one
 *     that was not used for longest is closed when another is needed; those in use stay open
 * @param clock tells the time to quotas and profiles; the system's by default. {@link
 *     #clock(InstantSource)} changes that of the stores with it
 */
public record DatabaseOptions(OpenOptions stores, int openNamespaces, InstantSource clock) {

  /** Checks the range. */
  public DatabaseOptions {
    Objects.requireNonNull(stores, "stores");
    Objects.requireNonNull(clock, "clock");
    if (openNamespaces < 1 || openNamespaces > 100_000) {
      throw new InvalidInputException(
          "openNamespaces " + openNamespaces + " is outside [1, 100000]");
    }
  }

  /** Returns the defaults that the components document. */
  public static DatabaseOptions defaults() {
    return new DatabaseOptions(OpenOptions.defaults(), 24, InstantSource.system());
  }

  /** Returns a copy whose collections and namespaces are opened in another way. */
  public DatabaseOptions stores(UnaryOperator<OpenOptions> change) {
    return new DatabaseOptions(change.apply(stores), openNamespaces, clock);
  }

  /** Returns a copy that keeps another number of namespaces open. */
  public DatabaseOptions openNamespaces(int number) {
    return new DatabaseOptions(stores, number, clock);
  }

  /** Returns a copy with another clock, for the stores too. */
  public DatabaseOptions clock(InstantSource source) {
    return new DatabaseOptions(stores.clock(source), openNamespaces, source);
  }
}
