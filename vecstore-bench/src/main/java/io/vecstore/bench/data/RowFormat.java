package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import java.util.Locale;

/**
 * How a component of a row is stored. Every row of every format is an {@code int32} number of
 * components, then the components; all little endian.
 */
enum RowFormat {
  /** IEEE single precision. */
  FVECS(4),
  /** IEEE half precision. */
  HVECS(2),
  /** Unsigned bytes. */
  BVECS(1),
  /** Signed 32-bit integers: row numbers, -1 where there is none. */
  IVECS(4);

  private final int width;

  RowFormat(int width) {
    this.width = width;
  }

  /** Returns the number of bytes a component takes. */
  int width() {
    return width;
  }

  /**
   * Returns the format that a file's name ends with, before an optional {@code .gz}.
   *
   * @throws InvalidInputException if it ends with none of them
   */
  static RowFormat of(String name) {
    String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    for (RowFormat format : values()) {
      if (bare.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new InvalidInputException(
        name
            + ": expected a name that ends with .fvecs, .hvecs, .bvecs or .ivecs, or one of these"
            + " and .gz");
  }
}
