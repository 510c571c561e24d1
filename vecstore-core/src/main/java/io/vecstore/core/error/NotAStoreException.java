package io.vecstore.core.error;

/** The path is not a store: it does not exist, or holds something else. Nothing was touched. */
public final class NotAStoreException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param path the path that was opened
   * @param detail what was found there
   */
  public NotAStoreException(String path, String detail) {
    super(path + " is not a VecStore: " + detail, null);
  }
}
