package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;

/**
 * Rows of float32 components, all of one dimension; at least one row. Not copied, never changed.
 */
public final class Vectors {

  private final float[][] rows;

  private Vectors(float[][] rows) {
    this.rows = rows;
  }

  /**
   * Returns the rows as one value; they become its property.
   *
   * @throws InvalidInputException if there is no row, or their dimensions differ
   */
  public static Vectors of(List<float[]> rows) {
    if (rows.isEmpty()) {
      throw new InvalidInputException("expected at least one vector, found none");
    }
    float[][] copy = rows.toArray(float[][]::new);
    for (int i = 0; i < copy.length; i++) {
      if (copy[i].length != copy[0].length) {
        throw new InvalidInputException(
            "row " + i + ": expected " + copy[0].length + " components, found " + copy[i].length);
      }
    }
    return new Vectors(copy);
  }

  /** Returns the number of rows. */
  public int count() {
    return rows.length;
  }

  /** Returns the number of components of a row. */
  public int dimension() {
    return rows[0].length;
  }

  /** Returns a row, borrowed: do not write to it. The ordinal is in {@code [0, count)}. */
  public float[] row(int ordinal) {
    return rows[ordinal];
  }

  /** Returns the first rows, at most {@code limit} of them. */
  public Vectors first(int limit) {
    return limit >= rows.length ? this : new Vectors(java.util.Arrays.copyOf(rows, limit));
  }

  /** Returns a copy in which every row has length 1; a zero row stays zero. */
  public Vectors normalized() {
    float[][] unit = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      unit[i] = normalized(rows[i]);
    }
    return new Vectors(unit);
  }

  private static float[] normalized(float[] row) {
    double square = 0;
    for (float x : row) {
      square += (double) x * x;
    }
    double scale = square == 0 ? 0 : 1 / Math.sqrt(square);
    float[] unit = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      unit[i] = (float) (row[i] * scale);
    }
    return unit;
  }
}
