package io.vecstore.core.kernel.code;

import io.vecstore.core.kernel.Kernels;

/**
 * Multiplies a query with codes of a byte a component. Every implementation gives the same sums.
 * Stateless, safe from any thread.
 */
abstract sealed class ByteKernels permits ScalarByteKernels, SimdByteKernels {

  private static final class Scalar {
    static final ByteKernels KERNELS = new ScalarByteKernels();
  }

  private static final class Simd {
    static final ByteKernels KERNELS = new SimdByteKernels();
  }

  /** Returns the kernels to use now, of the kind that {@link Kernels} chose. */
  static ByteKernels get() {
    return Kernels.isWarm() ? Simd.KERNELS : Scalar.KERNELS;
  }

  /**
   * Computes the dot product of the query and each of the records {@code ordinals[0..count)}.
   *
   * @param query integers, a multiple of 16, zero behind the last component
   * @param out receives {@code count} sums
   */
  abstract void dot(int[] query, CodeRecords records, int[] ordinals, int count, int[] out);
}
