package io.vecstore.core.kernel.panel;

/**
 * Multiplies vectors with vectors, all with all, many times faster than one with one: a component
 * that is loaded once is used for a hundred products. Every implementation multiplies, rounds and
 * adds component after component, so that all give the same bits. Stateless, safe from any thread.
 *
 * <p>{@link io.vecstore.core.kernel.Kernels#panels} says which one to use.
 */
public abstract sealed class PanelKernels permits ScalarPanelKernels, SimdPanelKernels {

  /** Vectors of the left side that are multiplied in one call. */
  public static final int ROWS = 4;

  PanelKernels() {}

  private static final class Scalar {
    static final PanelKernels KERNELS = new ScalarPanelKernels();
  }

  private static final class Simd {
    static final PanelKernels KERNELS = new SimdPanelKernels();
  }

  /** Returns the implementation in plain Java. */
  public static PanelKernels scalar() {
    return Scalar.KERNELS;
  }

  /** Returns the implementation by the Vector API, which must be present. */
  public static PanelKernels simd() {
    return Simd.KERNELS;
  }

  /**
   * Computes the dot products of four vectors with those of one panel.
   *
   * @param row the first of the four, a multiple of {@link #ROWS}
   * @param right of the same dimension
   * @param column the first of the panel, a multiple of {@link Panels#COLUMNS}
   * @param out receives the product of left {@code i} and right {@code j} at {@code i *
   *     right.columns() + j}
   */
  public abstract void dot(Panels left, int row, Panels right, int column, float[] out);
}
