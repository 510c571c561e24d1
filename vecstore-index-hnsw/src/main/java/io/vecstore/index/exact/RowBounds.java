package io.vecstore.index.exact;

import io.vecstore.core.kernel.code.ByteQuery;
import io.vecstore.core.kernel.code.CodeRecords;
import java.lang.foreign.Arena;

/**
 * One byte for each component of the rows of a block, and how far from the truth that may be: the
 * vector approximations of Weber, Schek and Blott (VLDB 1998, §4). From them {@link BoundedScan}
 * knows the best that a row can be, reading a quarter of the bytes of its vector. Filled by one
 * thread in order; any thread reads rows that it knows to be there.
 */
public final class RowBounds {

  /** Below, a row of codes takes as many cache lines as a vector would, or almost. */
  private static final int LEAST_DIMENSION = 64;

  private static final int LARGEST_CODE = 255;

  private final int dimension;
  private final CodeRecords records;
  private final float[] errors;
  private final float[] masses;
  private final float[] norms;
  private final byte[] codes;

  /** Makes room for the rows of a block. */
  public RowBounds(int dimension, int rows) {
    this.dimension = dimension;
    int bytes = ByteQuery.codeBytes(dimension);
    records =
        new CodeRecords(Arena.ofAuto().allocate(CodeRecords.bytes(bytes, rows), 64), bytes, rows);
    errors = new float[rows];
    masses = new float[rows];
    norms = new float[rows];
    codes = new byte[dimension];
  }

  /** Returns whether vectors of a dimension are long enough for bounds to be worth it. */
  public static boolean pay(int dimension) {
    return dimension >= LEAST_DIMENSION;
  }

  /** Returns how many bytes a row takes. */
  public static long rowBytes(int dimension) {
    return CodeRecords.bytes(ByteQuery.codeBytes(dimension), 1) + 3L * Float.BYTES;
  }

  /** Writes a row; for one thread. */
  public void set(int row, float[] vector) {
    float low = vector[0];
    float high = low;
    for (float x : vector) {
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    float step = (high - low) / LARGEST_CODE;
    float inverse = step > 0 ? 1 / step : 0;
    double error = 0;
    double squares = 0;
    long sum = 0;
    for (int i = 0; i < dimension; i++) {
      float x = vector[i];
      int code = Math.min(LARGEST_CODE, (int) ((x - low) * inverse + 0.5f));
      double off = x - (low + (double) step * code);
      error += off * off;
      squares += (double) x * x;
      sum += code;
      codes[i] = (byte) code;
    }
    ByteQuery.write(records, row, codes);
    records.writeFactors(row, low, step, 0);
    errors[row] = Math.nextUp((float) Math.sqrt(error));
    masses[row] = Math.nextUp((float) ((double) step * sum));
    norms[row] = Math.nextUp((float) Math.sqrt(squares));
  }

  CodeRecords records() {
    return records;
  }

  /** Returns the distance of a row from what its code says. */
  float error(int row) {
    return errors[row];
  }

  /** Returns the sum of what a row's code adds to the lowest component, over all components. */
  float mass(int row) {
    return masses[row];
  }

  /** Returns the length of a row. */
  float norm(int row) {
    return norms[row];
  }
}
