package io.vecstore.core.kernel.fused;

import io.vecstore.core.kernel.Kernels;

/**
 * Scores all neighbours of a node in one call. Every implementation gives the same bits. Stateless,
 * safe from any thread.
 */
public abstract sealed class FusedKernels
    permits ScalarFusedKernels, Simd128FusedKernels, Simd512FusedKernels {

  FusedKernels() {}

  private static final class Scalar {
    static final FusedKernels KERNELS = of(0);
  }

  private static final class Simd {
    static final FusedKernels KERNELS = of(Kernels.get().bits());
  }

  /** Returns the kernels to use now, of the width that {@link Kernels} chose. */
  public static FusedKernels get() {
    return Kernels.isWarm() ? Simd.KERNELS : Scalar.KERNELS;
  }

  static FusedKernels of(int bits) {
    return switch (bits) {
      case 0 -> new ScalarFusedKernels();
      case 512 -> new Simd512FusedKernels();
      default -> new Simd128FusedKernels();
    };
  }

  /**
   * Estimates the closeness of the node's neighbours.
   *
   * @param hop what is added to each, the node's own closeness
   * @param threshold what a neighbour must exceed
   * @param out receives {@link FusedBlocks#WIDTH} values
   * @return one bit for each neighbour that exceeds it
   */
  public abstract int score(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out);

  /**
   * Turns the sums of the tables into closeness; the end of every implementation but the widest.
   */
  static int finish(
      FusedQuery query, FusedBlocks blocks, int slot, float hop, float threshold, float[] out) {
    int[] sums = query.sums();
    long block = blocks.offset(slot);
    float scale = query.scale();
    float bias = query.bias();
    int above = 0;
    for (int i = 0; i < FusedBlocks.WIDTH; i++) {
      float offset = blocks.bytes().get(FusedBlocks.FLOAT, block + FusedBlocks.OFFSETS + 4L * i);
      float factor = blocks.bytes().get(FusedBlocks.FLOAT, block + FusedBlocks.FACTORS + 4L * i);
      out[i] = factor * (scale * sums[i] + bias) + (offset + hop);
      above |= out[i] > threshold ? 1 << i : 0;
    }
    return above;
  }
}
