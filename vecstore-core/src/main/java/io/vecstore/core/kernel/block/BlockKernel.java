package io.vecstore.core.kernel.block;

import io.vecstore.core.kernel.Kernels;

/**
 * The door to {@link BlockNumbers}: of the same kind as the vector kernels that {@link Kernels}
 * chose.
 */
public final class BlockKernel {

  private static final BlockNumbers SCALAR = new ScalarBlockNumbers();

  private static final class Simd {
    static final BlockNumbers NUMBERS = new SimdBlockNumbers();
  }

  private BlockKernel() {}

  /** Returns the implementation to use now. */
  public static BlockNumbers get() {
    return Kernels.isWarm() ? Simd.NUMBERS : SCALAR;
  }
}
