package io.vecstore.core.error;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter text cannot be read. The message shows the text with a caret below the place. The store
 * is unchanged.
 */
public final class FilterSyntaxException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int offset;
  private final ArrayList<String> expected;

  /**
   * Creates the error.
   *
   * @param code a stable name of the kind of error, for example {@code unknown-operator}
   * @param offset the place in the text, in UTF-16 units from its start
   * @param expected what could have stood there, as it is written
   * @param message the whole message, caret included
   */
  public FilterSyntaxException(String code, int offset, List<String> expected, String message) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.expected = new ArrayList<>(expected);
  }

  /**
   * Returns what could have stood at the place, as it is written; empty where that is not known.
   */
  public List<String> expected() {
    return List.copyOf(expected);
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
