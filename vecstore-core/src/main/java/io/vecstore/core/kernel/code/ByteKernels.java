package io.vecstore.core.kernel.code;

/**
 * Multiplies a query with codes of a byte a component. Every implementation gives the same sums.
 * Stateless, safe from any thread.
 *
 * <p>{@link io.vecstore.core.kernel.Kernels#bytes} says which one to use.
 */
public abstract sealed class ByteKernels permits ScalarByteKernels, SimdByteKernels {

  ByteKernels() {}

  private static final class Scalar {
    static final ByteKernels KERNELS = new ScalarByteKernels();
  }

  private static final class Simd {
    static final ByteKernels KERNELS = new SimdByteKernels();
  }

  /** Returns the implementation in plain Java. */
  public static ByteKernels scalar() {
    return Scalar.KERNELS;
  }

  /** Returns the implementation by the Vector API, which must be present. */
  public static ByteKernels simd() {
    return Simd.KERNELS;
  }

  /**
   * Computes the dot product of the query and each of the records {@code ordinals[0..count)}.
   *
   * @param query integers, a multiple of 16, zero behind the last component
   * @param out receives {@code count} sums
   */
  public abstract void dot(int[] query, CodeRecords records, int[] ordinals, int count, int[] out);
}
