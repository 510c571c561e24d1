package io.vecstore.persist;

import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.StoreFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first failure after which nobody knows what the disk holds. From then on nothing is
 * written: trying again could succeed without having written what failed before. Reading goes on.
 */
final class Poison {

  private final String origin;
  private volatile @Nullable Throwable cause; // written by the writer thread

  Poison(String origin) {
    this.origin = origin;
  }

  /** Remembers a failure and returns the error for those whose writes were under way. */
  DurabilityUnknownException unknown(Throwable failure) {
    if (cause == null) {
      cause = failure;
    }
    return new DurabilityUnknownException(origin, failure);
  }

  boolean taken() {
    return cause != null;
  }

  /**
   * Lets through those who come before any failure.
   *
   * @throws StoreFailedException with the first failure
   */
  void check() {
    Throwable failure = cause;
    if (failure != null) {
      throw new StoreFailedException(origin, failure);
    }
  }
}
