package io.vecstore.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A read was stopped before it had its answer: it was not done within the time that it was allowed,
 * or its thread was interrupted, whose interrupt status stays set. Nothing is left open; the store
 * is as it was, and the same read may be tried again.
 */
public final class ReadStoppedException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration allowed;
  private final Duration after;

  private ReadStoppedException(String message, @Nullable Duration allowed, Duration after) {
    super(message, null);
    this.allowed = allowed;
    this.after = after;
  }

  /** Returns the error of a read that took longer than it was allowed. */
  public static ReadStoppedException late(Duration allowed, Duration after) {
    return new ReadStoppedException(
        "stopped after " + millis(after) + " ms, allowed " + millis(allowed) + " ms",
        allowed,
        after);
  }

  /** Returns the error of a read whose thread was interrupted. */
  public static ReadStoppedException interrupted(Duration after) {
    return new ReadStoppedException(
        "stopped after " + millis(after) + " ms: the thread was interrupted", null, after);
  }

  private static String millis(Duration time) {
    return String.format(java.util.Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }

  /** Returns the time that the read was allowed; nothing where its thread was interrupted. */
  public Optional<Duration> allowed() {
    return Optional.ofNullable(allowed);
  }

  /** Returns how long the read had gone on when it was stopped. */
  public Duration after() {
    return after;
  }
}
