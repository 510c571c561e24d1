package io.vecstore.bench.data;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file one after the other and insists that all have the same shape. One
 * thread.
 */
final class RowReader implements AutoCloseable {

  /** Larger than any real dimension: a length beyond it means that the file is something else. */
  private static final int MAX_DIMENSION = 1 << 20;

  private final Path file;
  private final RowFormat format;
  private final InputStream in;
  private int dimension;
  private long rows;

  private RowReader(Path file, RowFormat format, InputStream in) {
    this.file = file;
    this.format = format;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws NotFoundException if there is no such file
   * @throws InvalidInputException if its name has no known ending or it is not gzip although named
   *     so
   */
  static RowReader open(Path file) {
    RowFormat format = RowFormat.of(file.getFileName().toString());
    if (!Files.isRegularFile(file)) {
      throw new NotFoundException("file", file.toString(), "give the path of an existing file");
    }
    try {
      InputStream raw = Files.newInputStream(file);
      try {
        boolean zipped = file.toString().endsWith(".gz");
        InputStream plain = zipped ? new GZIPInputStream(raw, 1 << 16) : raw;
        return new RowReader(file, format, new BufferedInputStream(plain, 1 << 18));
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new InvalidInputException(
          file + ": expected gzip, as its name says: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RowFormat format() {
    return format;
  }

  /**
   * Returns the next row's components as little-endian bytes, or null after the last row.
   *
   * @throws InvalidInputException if the row is cut short, or its length is absurd or differs from
   *     the rows before
   */
  @Nullable ByteBuffer next() {
    byte[] head = read(4, "length");
    if (head.length == 0) {
      return null;
    }
    int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 1 || length > MAX_DIMENSION) {
      throw bad("expected 1 to " + MAX_DIMENSION + " components, found " + length);
    }
    if (rows > 0 && length != dimension) {
      throw bad("expected " + dimension + " components like the rows before, found " + length);
    }
    dimension = length;
    byte[] body = read(length * format.width(), "components");
    if (body.length == 0) {
      throw bad(
          "expected "
              + length * format.width()
              + " bytes of components, found the end of the file");
    }
    rows++;
    return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns {@code count} bytes, or none at the end of the file. */
  private byte[] read(int count, String what) {
    try {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length != 0 && bytes.length != count) {
        throw bad("expected " + count + " bytes of " + what + ", found " + bytes.length);
      }
      return bytes;
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw bad("the compressed data is damaged or cut short: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  InvalidInputException bad(String detail) {
    return new InvalidInputException(file + ", row " + rows + ": " + detail);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
