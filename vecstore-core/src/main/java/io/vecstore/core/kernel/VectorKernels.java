package io.vecstore.core.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Dot products and squared Euclidean distances of one query against rows of little-endian float32
 * in memory.
 *
 * <p>Every implementation adds in the same order, so that all return the same bits and a ranking
 * never depends on flags or on the width of the machine. The order: the components of each whole
 * block of 16 are added to 16 sums, lane by lane; the last {@code dimension mod 16} components are
 * added to the <em>last</em> lanes; then the 16 sums are folded in half four times. Products are
 * rounded before they are added, because not every machine fuses the two. Rows are finite; the sums
 * may overflow.
 *
 * <p>Queries are passed as {@link QueryLanes} lays them out. Stateless, safe from any thread.
 */
public abstract sealed class VectorKernels
    permits ScalarKernels, Simd512Kernels, Simd256Kernels, Simd128Kernels {

  VectorKernels() {}

  /**
   * Returns the dot product of the query and the row that starts at a byte offset, a multiple of 4
   * or not.
   *
   * @param query laid out by {@link QueryLanes}
   */
  public abstract float dot(float[] query, MemorySegment rows, long offset, int dimension);

  /**
   * Returns the squared Euclidean distance of the query and the row that starts at a byte offset.
   */
  public abstract float squaredEuclidean(
      float[] query, MemorySegment rows, long offset, int dimension);

  /**
   * Computes the dot product of the query and each of the rows {@code ordinals[0..count)}, all in
   * one call.
   *
   * @param rows row {@code i} starts at byte {@code i * dimension * 4}
   * @param out receives {@code count} products
   */
  public abstract void dot(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out);

  /**
   * Computes the squared Euclidean distance of the query and each of the rows {@code
   * ordinals[0..count)}, all in one call.
   */
  public abstract void squaredEuclidean(
      float[] query, MemorySegment rows, int dimension, int[] ordinals, int count, float[] out);

  /**
   * Estimates the closeness of the query to each of the records {@code ordinals[0..count)} from
   * their four-bit codes.
   *
   * @param out receives {@code count} values, higher for closer, comparable with one another alone
   */
  public abstract void nibbles(
      NibbleQuery query, NibbleRecords records, int[] ordinals, int count, float[] out);

  /**
   * Returns the name of this implementation: {@code scalar}, {@code simd512}, {@code simd256} or
   * {@code simd128}.
   */
  public abstract String name();

  /** Returns the width of a register in bits, or 0 for the scalar kernels. */
  public abstract int bits();

  static long offset(int ordinal, int dimension) {
    return (long) ordinal * dimension * Float.BYTES;
  }
}
