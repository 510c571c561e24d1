package io.vecstore.core.error;

/**
 * The caller's data is not acceptable; the message says what was expected. The store is unchanged.
 */
public non-sealed class InvalidInputException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param message what was expected, what was found, and where
   */
  public InvalidInputException(String message) {
    super(message, null);
  }
}
