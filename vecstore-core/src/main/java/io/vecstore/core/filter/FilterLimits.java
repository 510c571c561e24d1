package io.vecstore.core.filter;

/**
 * How large a filter may be, so that text from strangers is safe to parse.
 *
 * @param textLength the most UTF-16 units of the text
 * @param depth the most levels of parentheses, {@code NOT}, {@code ANY} and {@code ALL} inside each
 *     other
 * @param nodes the most conditions and connectives
 * @param listLength the most values of one list in the text
 * @param boundListLength the most values of one list given as a parameter
 */
public record FilterLimits(
    int textLength, int depth, int nodes, int listLength, int boundListLength) {

  /** 64 Ki characters, 64 levels, 1,000 nodes, 10,000 values in a list, 65,536 in a bound one. */
  public static final FilterLimits DEFAULT = new FilterLimits(1 << 16, 64, 1_000, 10_000, 1 << 16);
}
