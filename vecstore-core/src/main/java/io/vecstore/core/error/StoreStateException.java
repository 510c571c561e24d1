package io.vecstore.core.error;

/** The store cannot do this in the state that it is in; the operator has to act. */
public non-sealed class StoreStateException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param message the state, and the way out of it
   */
  public StoreStateException(String message) {
    super(message, null);
  }

  StoreStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
