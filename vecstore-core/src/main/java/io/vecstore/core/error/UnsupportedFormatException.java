package io.vecstore.core.error;

/** A file was written in a format that this version cannot read. */
public final class UnsupportedFormatException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param file the file
   * @param found the version found
   * @param supported the newest version that this library reads
   */
  public UnsupportedFormatException(String file, int found, int supported) {
    super(
        file
            + " has format "
            + found
            + ", this library reads up to "
            + supported
            + ": use a newer VecStore",
        null);
  }
}
