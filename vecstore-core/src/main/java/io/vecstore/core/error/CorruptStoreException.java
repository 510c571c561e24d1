package io.vecstore.core.error;

/** A file of the store is damaged: it holds other bytes than were written. */
public final class CorruptStoreException extends StorageException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;

  /**
   * Creates the error.
   *
   * @param file the damaged file, with the section where one is known
   * @param offset the position of the damage in bytes from the start of the file, or -1 where
   *     unknown
   * @param detail what was expected and what was found
   */
  public CorruptStoreException(String file, long offset, String detail) {
    super(file + (offset < 0 ? "" : " at offset " + offset) + " is damaged: " + detail, null);
    this.file = file;
    this.offset = offset;
  }

  /** Returns the damaged file, with the section where one is known. */
  public String file() {
    return file;
  }

  /**
   * Returns the position of the damage in bytes from the start of the file, or -1 where unknown.
   */
  public long offset() {
    return offset;
  }
}
