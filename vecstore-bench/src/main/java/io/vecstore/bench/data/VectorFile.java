package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of vectors or of row numbers whole; the format is told by its name. */
public final class VectorFile {

  private VectorFile() {}

  /**
   * Reads the vectors of an {@code .fvecs}, {@code .hvecs} or {@code .bvecs} file, gzipped or not.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no such file
   * @throws InvalidInputException if it is empty, cut short, ragged, of another format, or has a
   *     component that is not finite
   */
  public static Vectors vectors(Path file) {
    try (RowReader in = RowReader.open(file)) {
      if (in.format() == RowFormat.IVECS) {
        throw new InvalidInputException(file + ": expected vectors, found row numbers (.ivecs)");
      }
      List<float[]> rows = new ArrayList<>();
      for (ByteBuffer bytes = in.next(); bytes != null; bytes = in.next()) {
        rows.add(components(in, bytes));
      }
      if (rows.isEmpty()) {
        throw in.bad("expected at least one row, found none");
      }
      return Vectors.of(rows);
    }
  }

  /**
   * Reads the row numbers of an {@code .ivecs} file, gzipped or not; -1 stands for no row.
   *
   * @throws io.vecstore.core.error.NotFoundException if there is no such file
   * @throws InvalidInputException if it is empty, cut short, ragged, of another format, or has a
   *     number below -1
   */
  public static int[][] ordinals(Path file) {
    try (RowReader in = RowReader.open(file)) {
      if (in.format() != RowFormat.IVECS) {
        throw new InvalidInputException(file + ": expected row numbers (.ivecs)");
      }
      List<int[]> rows = new ArrayList<>();
      for (ByteBuffer bytes = in.next(); bytes != null; bytes = in.next()) {
        int[] row = new int[bytes.remaining() / 4];
        bytes.asIntBuffer().get(row);
        for (int ordinal : row) {
          if (ordinal < -1) {
            throw in.bad("expected row numbers of at least -1, found " + ordinal);
          }
        }
        rows.add(row);
      }
      if (rows.isEmpty()) {
        throw in.bad("expected at least one row, found none");
      }
      return rows.toArray(int[][]::new);
    }
  }

  private static float[] components(RowReader in, ByteBuffer bytes) {
    float[] row = new float[bytes.remaining() / in.format().width()];
    for (int i = 0; i < row.length; i++) {
      row[i] =
          switch (in.format()) {
            case FVECS -> bytes.getFloat();
            case HVECS -> Float.float16ToFloat(bytes.getShort());
            case BVECS -> bytes.get() & 0xff;
            case IVECS -> throw new AssertionError("row numbers are not components");
          };
      if (!Float.isFinite(row[i])) {
        throw in.bad("component " + i + " is " + row[i] + ", expected a finite number");
      }
    }
    return row;
  }
}
