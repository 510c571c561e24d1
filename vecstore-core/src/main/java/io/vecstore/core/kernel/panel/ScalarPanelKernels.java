package io.vecstore.core.kernel.panel;

import java.util.Arrays;

/** Without the Vector API. */
final class ScalarPanelKernels extends PanelKernels {

  @Override
  public void dot(Panels left, int row, Panels right, int column, float[] out) {
    float[] sums = new float[Panels.COLUMNS]; // the compiler sees that nobody else writes to it
    for (int i = 0; i < ROWS; i++) {
      multiply(left, row + i, right, column, sums);
      System.arraycopy(sums, 0, out, (row + i) * right.columns() + column, Panels.COLUMNS);
    }
  }

  private static void multiply(Panels left, int row, Panels right, int column, float[] sums) {
    float[] a = left.values();
    float[] b = right.values();
    Arrays.fill(sums, 0);
    int from = left.offset(row);
    int panel = right.offset(column);
    for (int i = 0; i < left.dimension(); i++) {
      float factor = a[from + Panels.COLUMNS * i];
      int at = panel + Panels.COLUMNS * i;
      for (int j = 0; j < Panels.COLUMNS; j++) {
        sums[j] += factor * b[at + j];
      }
    }
  }
}
