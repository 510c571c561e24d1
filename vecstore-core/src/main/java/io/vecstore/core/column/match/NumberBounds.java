package io.vecstore.core.column.match;

import io.vecstore.core.model.MetadataValue;
import java.util.OptionalLong;

/**
 * Where a number lies among the longs and among the doubles, exactly: the nearest of each on either
 * side. So a comparison with any number becomes a range of longs and a range of doubles.
 */
final class NumberBounds {

  private static final double TWO_TO_63 = 0x1p63;

  private NumberBounds() {}

  /** Returns the greatest long that is not above a number, if there is one. */
  static OptionalLong longAtMost(MetadataValue number) {
    return switch (number) {
      case MetadataValue.Int(long value) -> OptionalLong.of(value);
      case MetadataValue.Real(double value) when value >= TWO_TO_63 ->
          OptionalLong.of(Long.MAX_VALUE);
      case MetadataValue.Real(double value) when value < -TWO_TO_63 -> OptionalLong.empty();
      case MetadataValue.Real(double value) -> OptionalLong.of((long) Math.floor(value));
      default -> throw new IllegalArgumentException("not a number: " + number);
    };
  }

  /** Returns the least long that is not below a number, if there is one. */
  static OptionalLong longAtLeast(MetadataValue number) {
    return switch (number) {
      case MetadataValue.Int(long value) -> OptionalLong.of(value);
      case MetadataValue.Real(double value) when value >= TWO_TO_63 -> OptionalLong.empty();
      case MetadataValue.Real(double value) when value < -TWO_TO_63 ->
          OptionalLong.of(Long.MIN_VALUE);
      case MetadataValue.Real(double value) -> OptionalLong.of((long) Math.ceil(value));
      default -> throw new IllegalArgumentException("not a number: " + number);
    };
  }

  /** Returns the greatest double that is not above a number, as a sortable long. */
  static OptionalLong realAtMost(MetadataValue number) {
    return OptionalLong.of(
        SortableDouble.of(
            switch (number) {
              case MetadataValue.Int(long value) -> {
                double near = (double) value;
                yield isAbove(near, value) ? Math.nextDown(near) : near;
              }
              case MetadataValue.Real(double value) -> value;
              default -> throw new IllegalArgumentException("not a number: " + number);
            }));
  }

  /** Returns the least double that is not below a number, as a sortable long. */
  static OptionalLong realAtLeast(MetadataValue number) {
    return OptionalLong.of(
        SortableDouble.of(
            switch (number) {
              case MetadataValue.Int(long value) -> {
                double near = (double) value;
                yield isBelow(near, value) ? Math.nextUp(near) : near;
              }
              case MetadataValue.Real(double value) -> value;
              default -> throw new IllegalArgumentException("not a number: " + number);
            }));
  }

  // A double that a long was rounded to is a whole number, so these casts are exact where they are
  // reached.
  private static boolean isAbove(double near, long value) {
    return near >= TWO_TO_63 || (long) near > value;
  }

  private static boolean isBelow(double near, long value) {
    return near < TWO_TO_63 && (long) near < value;
  }
}
