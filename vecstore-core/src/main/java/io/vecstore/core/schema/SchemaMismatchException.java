package io.vecstore.core.schema;

import io.vecstore.core.error.InvalidInputException;

/**
 * A store was opened with a schema other than the one it was created with. The store is unchanged.
 */
public final class SchemaMismatchException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param message both schemas, and the part in which they differ
   */
  public SchemaMismatchException(String message) {
    super(message);
  }
}
