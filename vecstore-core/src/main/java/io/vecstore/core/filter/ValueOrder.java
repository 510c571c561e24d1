package io.vecstore.core.filter;

import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.pattern.TextOrder;

/** How two values of metadata compare: exactly, and only with their like. */
final class ValueOrder {

  private static final double TWO_TO_63 = 0x1p63;

  private ValueOrder() {}

  /**
   * Returns whether a comparison holds; values of different kinds are in no order, and never equal.
   */
  static boolean holds(MetadataValue left, Comparison comparison, MetadataValue right) {
    return switch (left) {
      case MetadataValue.Int(long a) ->
          switch (right) {
            case MetadataValue.Int(long b) -> comparison.holds(Long.compare(a, b));
            case MetadataValue.Real(double b) -> comparison.holds(compare(a, b));
            default -> false;
          };
      case MetadataValue.Real(double a) ->
          switch (right) {
            case MetadataValue.Int(long b) -> comparison.holds(-compare(b, a));
            // Adding zero makes -0.0 equal to 0.0, as numbers are.
            case MetadataValue.Real(double b) -> comparison.holds(Double.compare(a + 0.0, b + 0.0));
            default -> false;
          };
      case MetadataValue.Text(String a) ->
          right instanceof MetadataValue.Text(String b)
              && comparison.holds(TextOrder.compare(a, b));
      case MetadataValue.Timestamp(long a) ->
          right instanceof MetadataValue.Timestamp(long b) && comparison.holds(Long.compare(a, b));
      case MetadataValue.Bool(boolean a) ->
          right instanceof MetadataValue.Bool(boolean b)
              && comparison == Comparison.EQUAL
              && a == b;
      default -> false;
    };
  }

  /** Returns the order of a long and a finite double, without rounding either. */
  static int compare(long a, double b) {
    if (b >= TWO_TO_63) {
      return -1;
    }
    if (b < -TWO_TO_63) {
      return 1;
    }
    long whole = (long) b;
    int order = Long.compare(a, whole);
    return order != 0 ? order : Double.compare((double) whole, b + 0.0);
  }
}
