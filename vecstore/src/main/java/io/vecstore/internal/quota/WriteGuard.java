package io.vecstore.internal.quota;

import io.vecstore.internal.operation.Operation;
import java.util.List;

/**
 * Lets writes through, or refuses them, before they are logged. Called by the writer thread alone:
 * {@link #admit} for each write of a group, then {@link #settle} when the group is applied, or
 * {@link #forget} when it was not.
 */
public interface WriteGuard {

  /** Takes the store as it is now: at its opening, and when a snapshot was restored. */
  void start(KeptRows rows);

  /**
   * Lets the operations of one write through, which count from now on.
   *
   * @throws io.vecstore.core.error.QuotaExceededException if they would exceed a limit; then they
   *     do not count
   */
  void admit(List<Operation> operations, KeptRows rows);

  /** Everything that was let through is in the store. */
  void settle(long lsn);

  /** Nothing that was let through since the last call of {@link #settle} has happened. */
  void forget();

  /** Returns a guard that lets everything through. */
  static WriteGuard none() {
    return new Open();
  }

  /** Lets everything through. */
  final class Open implements WriteGuard {
    private Open() {}

    @Override
    public void start(KeptRows rows) {
      // Nothing is counted.
    }

    @Override
    public void admit(List<Operation> operations, KeptRows rows) {
      // Nothing is counted.
    }

    @Override
    public void settle(long lsn) {
      // Nothing is counted.
    }

    @Override
    public void forget() {
      // Nothing is counted.
    }
  }
}
