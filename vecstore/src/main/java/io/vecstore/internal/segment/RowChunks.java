package io.vecstore.internal.segment;

import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.exact.RowBounds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The growing vectors and rows of an active segment, in chunks that never move: one thread appends,
 * any thread reads rows below a count that it was given after they were appended. The memory
 * belongs to the garbage collector, so that a reader needs no lock.
 */
final class RowChunks {

  private static final int CHUNK_BYTES = 1 << 20;

  private final int dimension;
  private final int chunkRows;
  private final boolean bounded;
  private volatile Chunk[] chunks = {};
  private int count;

  private static final class Chunk {
    final MemorySegment floats;
    final MemorySegment inverseNorms;
    final StoredRow[] rows;
    final int[] previous;
    final @Nullable RowBounds bounds;

    Chunk(int rows, int dimension, boolean bounded) {
      Arena arena = Arena.ofAuto();
      this.floats = arena.allocate((long) rows * dimension * Float.BYTES, 64);
      this.inverseNorms = arena.allocate((long) rows * Float.BYTES, 64);
      this.rows = new StoredRow[rows];
      this.previous = new int[rows];
      this.bounds = bounded ? new RowBounds(dimension, rows) : null;
    }
  }

  /**
   * Creates no chunk yet.
   *
   * @param bounded whether rows are coded as well, for a faster scan
   */
  RowChunks(int dimension, boolean bounded) {
    this.dimension = dimension;
    this.bounded = bounded;
    int fitting = CHUNK_BYTES / (dimension * Float.BYTES);
    this.chunkRows = Math.clamp(Integer.highestOneBit(Math.max(1, fitting)), 64, 4096);
  }

  /**
   * Appends a row.
   *
   * @param inverseNorm stored beside the vector; 0 where the metric needs none
   * @param previous the ordinal of the row with the same id that came before, or -1
   */
  void append(float[] vector, float inverseNorm, StoredRow row, int previous) {
    int index = count % chunkRows;
    if (index == 0) {
      grow();
    }
    Chunk chunk = chunks[count / chunkRows];
    MemorySegment.copy(
        vector,
        0,
        chunk.floats,
        ValueLayout.JAVA_FLOAT,
        (long) index * dimension * Float.BYTES,
        dimension);
    chunk.inverseNorms.setAtIndex(ValueLayout.JAVA_FLOAT, index, inverseNorm);
    if (chunk.bounds != null) {
      chunk.bounds.set(index, vector);
    }
    chunk.rows[index] = row;
    chunk.previous[index] = previous;
    count++;
  }

  private void grow() {
    Chunk[] more = Arrays.copyOf(chunks, chunks.length + 1);
    more[chunks.length] = new Chunk(chunkRows, dimension, bounded);
    chunks = more;
  }

  /** Returns the number of rows appended; for the appending thread. */
  int count() {
    return count;
  }

  StoredRow row(int ordinal) {
    return chunks[ordinal / chunkRows].rows[ordinal % chunkRows];
  }

  int previous(int ordinal) {
    return chunks[ordinal / chunkRows].previous[ordinal % chunkRows];
  }

  float[] vector(int ordinal) {
    float[] vector = new float[dimension];
    long offset = (long) (ordinal % chunkRows) * dimension * Float.BYTES;
    MemorySegment.copy(
        chunks[ordinal / chunkRows].floats, ValueLayout.JAVA_FLOAT, offset, vector, 0, dimension);
    return vector;
  }

  /** Returns how many rows each block but the last has. */
  int blockRows() {
    return chunkRows;
  }

  /** Returns the vectors from ordinal {@code block * blockRows()} on, cut at {@code rows}. */
  VectorRows block(int block, int rows) {
    Chunk chunk = chunks[block];
    return new VectorRows(
        chunk.floats, chunk.inverseNorms, Math.min(chunkRows, rows - block * chunkRows), dimension);
  }

  /** Returns the bounds of the rows of a block, where there are any. */
  @Nullable RowBounds bounds(int block) {
    return chunks[block].bounds;
  }
}
