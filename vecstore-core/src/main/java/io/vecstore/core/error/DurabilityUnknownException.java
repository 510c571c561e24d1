package io.vecstore.core.error;

/**
 * A write was under way when the log failed: after the store is opened again it is there wholly, or
 * not at all.
 */
public final class DurabilityUnknownException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param path the directory of the store
   * @param cause the failure
   */
  public DurabilityUnknownException(String path, Throwable cause) {
    super(
        "store "
            + path
            + " failed while this write was under way; open it again to see whether it holds",
        cause);
  }
}
