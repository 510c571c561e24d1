package io.vecstore.core.filter;

/** How many must meet a condition. */
public enum Quantifier {
  /** One or more. */
  ANY,
  /** Every one. */
  ALL
}
