package io.vecstore.core.column.match;

/** Doubles as longs of the same order, so that one scan serves both. */
public final class SortableDouble {

  private SortableDouble() {}

  /** Returns the long of a finite double; -0.0 has that of 0.0. */
  public static long of(double number) {
    long bits = Double.doubleToRawLongBits(number + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Returns the double of a long. */
  public static double toDouble(long sortable) {
    return Double.longBitsToDouble(sortable ^ ((sortable >> 63) & Long.MAX_VALUE));
  }
}
