package io.vecstore.core.error;

/**
 * An earlier write or sync failed, so no further write is accepted; reads go on. Close and open the
 * store again.
 */
public final class StoreFailedException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param path the directory of the store
   * @param cause the first failure
   */
  public StoreFailedException(String path, Throwable cause) {
    super(
        "store "
            + path
            + " accepts no writes after a failure ("
            + cause.getMessage()
            + "); close and open it again",
        cause);
  }
}
