package io.vecstore.core.error;

/** The store, snapshot or stream was closed before this call. */
public final class StoreClosedException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param what what is closed, for example the path of the store
   */
  public StoreClosedException(String what) {
    super("closed: " + what + "; open it again to go on");
  }
}
