package io.vecstore.core.kernel;

/**
 * The door to {@link RangeScan}: of the same kind as the vector kernels that {@link Kernels} chose.
 */
public final class RangeScans {

  private static final RangeScan SCALAR = new ScalarRangeScan();

  private static final class Simd {
    static final RangeScan SCAN = new SimdRangeScan();
  }

  private RangeScans() {}

  /** Returns the scan to use now. */
  public static RangeScan get() {
    return Kernels.isWarm() ? Simd.SCAN : SCALAR;
  }
}
