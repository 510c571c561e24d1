package io.vecstore.core.filter;

/** How two values compare. There is no unequal: that is {@code NOT} of equal. */
public enum Comparison {
  /** The same. */
  EQUAL("="),
  /** Before. */
  LESS("<"),
  /** Before or the same. */
  AT_MOST("<="),
  /** After. */
  GREATER(">"),
  /** After or the same. */
  AT_LEAST(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** Returns how a filter writes it. */
  public String symbol() {
    return symbol;
  }

  /**
   * Returns whether it holds for two values whose order is {@code order}: negative, zero or
   * positive.
   */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }
}
