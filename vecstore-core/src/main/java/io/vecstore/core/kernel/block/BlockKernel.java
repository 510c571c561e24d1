package io.vecstore.core.kernel.block;

import io.vecstore.core.kernel.Kernels;

/**
 * The door to {@link BlockNumbers}: of the same kind as the vector kernels that {@link Kernels}
 * chose.
 */
public final class BlockKernel {

  private static final BlockNumbers CHOSEN =
      Kernels.get().bits() == 0 ? new ScalarBlockNumbers() : new SimdBlockNumbers();

  private BlockKernel() {}

  /** Returns the implementation that was chosen. */
  public static BlockNumbers get() {
    return CHOSEN;
  }
}
