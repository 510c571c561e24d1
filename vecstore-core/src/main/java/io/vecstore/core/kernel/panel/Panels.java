package io.vecstore.core.kernel.panel;

/**
 * Vectors as the columns of panels, 32 side by side: component {@code i} of all vectors of a panel
 * lies together, so that a register takes the same component of many. Filled by one thread, and
 * then safe from any.
 */
public final class Panels {

  /** Vectors of a panel. */
  public static final int COLUMNS = 32;

  private final int dimension;
  private final int columns;
  private final float[] values;

  /** Creates panels of zeros with room for at least {@code vectors} vectors. */
  public Panels(int dimension, int vectors) {
    this.dimension = dimension;
    columns = (vectors + COLUMNS - 1) & -COLUMNS;
    values = new float[Math.multiplyExact(columns, dimension)];
  }

  /** Returns the components of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Returns how many vectors there is room for, a multiple of {@link #COLUMNS}. */
  public int columns() {
    return columns;
  }

  /** Replaces a vector by {@code factor * vector}. */
  public void set(int column, float[] vector, float factor) {
    int at = offset(column);
    for (int i = 0; i < dimension; i++) {
      values[at + COLUMNS * i] = vector[i] * factor;
    }
  }

  float[] values() {
    return values;
  }

  /** Returns where the first component of a vector lies; the next is a panel's columns behind. */
  int offset(int column) {
    return (column & -COLUMNS) * dimension + (column & (COLUMNS - 1));
  }
}
