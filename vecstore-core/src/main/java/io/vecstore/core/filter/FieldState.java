package io.vecstore.core.filter;

/** What can be asked of a field without a value to compare. */
public enum FieldState {
  /** It is there and null. */
  NULL,
  /** It is not there. */
  MISSING,
  /** It is there and not null. */
  EXISTING,
  /** It is not there, or null, or an array, object or text with nothing in it. */
  EMPTY
}
