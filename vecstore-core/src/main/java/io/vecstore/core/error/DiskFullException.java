package io.vecstore.core.error;

/**
 * The disk is full: nothing was written, reads and deletes go on, and writes work again once there
 * is room.
 */
public final class DiskFullException extends StoreStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param path the directory of the store
   * @param cause the failure
   */
  public DiskFullException(String path, Throwable cause) {
    super("no room left on the disk of store " + path + "; free some, or delete documents", cause);
  }
}
