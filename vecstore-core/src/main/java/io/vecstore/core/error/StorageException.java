package io.vecstore.core.error;

import org.jspecify.annotations.Nullable;

/** The device or the file system failed, or what it holds is damaged. */
public non-sealed class StorageException extends VecStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param message the operation and the file
   * @param cause what the operating system said
   */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
