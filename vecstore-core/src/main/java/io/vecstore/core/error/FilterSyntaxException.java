package io.vecstore.core.error;

/**
 * A filter text cannot be read. The message shows the text with a caret below the place. The store
 * is unchanged.
 */
public final class FilterSyntaxException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int offset;

  /**
   * Creates the error.
   *
   * @param code a stable name of the kind of error, for example {@code unknown-operator}
   * @param offset the place in the text, in UTF-16 units from its start
   * @param message the whole message, caret included
   */
  public FilterSyntaxException(String code, int offset, String message) {
    super(message);
    this.code = code;
    this.offset = offset;
  }

  /** Returns a stable name of the kind of error. */
  public String code() {
    return code;
  }

  /** Returns the place in the text, in UTF-16 units from its start. */
  public int offset() {
    return offset;
  }
}
