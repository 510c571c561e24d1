package io.vecstore.core.error;

/** Another process, or another open store of this process, holds the lock of the directory. */
public final class StoreLockedException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  private final String holder;

  /**
   * Creates the error.
   *
   * @param path the directory of the store
   * @param holder who holds the lock: process id, host and time, as far as known
   */
  public StoreLockedException(String path, String holder) {
    super(
        "store "
            + path
            + " is in use by "
            + holder
            + "; close it there first, or open a snapshot to read");
    this.holder = holder;
  }

  /** Returns who holds the lock: process id, host and time, as far as known. */
  public String holder() {
    return holder;
  }
}
