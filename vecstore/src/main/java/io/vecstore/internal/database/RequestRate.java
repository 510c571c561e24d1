package io.vecstore.internal.database;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A token bucket: each request takes a token, a second brings as many as the limit says, and at
 * most one second's tokens are kept. A clock that goes backwards brings none. Safe from any thread.
 */
final class RequestRate {

  private static final double NANOS = 1e9;

  private final InstantSource clock;
  private double tokens = -1; // guarded by this; negative before the first request
  private Instant last = Instant.MIN; // guarded by this

  RequestRate(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a token, if there is one. */
  synchronized boolean take(long perSecond) {
    Instant now = clock.instant();
    if (tokens < 0) {
      tokens = perSecond;
    } else if (now.isAfter(last)) {
      double seconds =
          (now.getEpochSecond() - last.getEpochSecond()) + (now.getNano() - last.getNano()) / NANOS;
      tokens = tokens + seconds * perSecond;
    }
    tokens = Math.min(tokens, (double) perSecond);
    last = now.isAfter(last) ? now : last;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
