package io.vecstore.core.kernel.code;

import io.vecstore.core.kernel.Kernels;

/**
 * Multiplies a query with codes of a byte a component. Every implementation gives the same sums.
 * Stateless, safe from any thread.
 */
abstract sealed class ByteKernels permits ScalarByteKernels, SimdByteKernels {

  /** Returns the kernels of the kind that {@link Kernels} chose. */
  static ByteKernels get() {
    return Kernels.choice().bits() == 0 ? new ScalarByteKernels() : new SimdByteKernels();
  }

  /**
   * Computes the dot product of the query and each of the records {@code ordinals[0..count)}.
   *
   * @param query integers, a multiple of 16, zero behind the last component
   * @param out receives {@code count} sums
   */
  abstract void dot(int[] query, CodeRecords records, int[] ordinals, int count, int[] out);
}
