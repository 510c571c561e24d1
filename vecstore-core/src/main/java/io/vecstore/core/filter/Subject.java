package io.vecstore.core.filter;

import io.vecstore.core.model.FieldPath;

/**
 * What a condition looks at: the values at a path, as they are or through a function.
 *
 * @param path where the values are
 * @param function what is compared
 */
public record Subject(FieldPath path, Function function) {

  /** What is compared. */
  public enum Function {
    /** The value itself. */
    VALUE,
    /** The number of code points of a text, or of elements of an array. */
    LENGTH,
    /** A text in lower case. */
    LOWER,
    /** The start of a moment's day, in UTC. */
    DATE
  }

  /** Returns the values at a path, as they are. */
  public static Subject of(FieldPath path) {
    return new Subject(path, Function.VALUE);
  }
}
