package io.vecstore.core.error;

/** A vector has another number of components than the schema says. The store is unchanged. */
public final class DimensionMismatchException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int actual;

  /**
   * Creates the error.
   *
   * @param expected the dimension of the schema
   * @param actual the number of components found
   * @param place where the vector stood, for example {@code document "a1"}
   */
  public DimensionMismatchException(int expected, int actual, String place) {
    super("dimension " + actual + ", expected " + expected + " (" + place + ")");
    this.expected = expected;
    this.actual = actual;
  }

  /** Returns the dimension of the schema. */
  public int expected() {
    return expected;
  }

  /** Returns the number of components found. */
  public int actual() {
    return actual;
  }
}
