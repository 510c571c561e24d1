package io.vecstore.core.kernel;

/**
 * The door to {@link RangeScan}: of the same kind as the vector kernels that {@link Kernels} chose.
 */
public final class RangeScans {

  private static final RangeScan CHOSEN =
      Kernels.get().bits() == 0 ? new ScalarRangeScan() : new SimdRangeScan();

  private RangeScans() {}

  /** Returns the scan that was chosen. */
  public static RangeScan get() {
    return CHOSEN;
  }
}
