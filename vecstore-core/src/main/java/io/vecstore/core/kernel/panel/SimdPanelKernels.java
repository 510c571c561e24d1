package io.vecstore.core.kernel.panel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** For registers of any width: two of them a row, so that eight sums stay in registers. */
final class SimdPanelKernels extends PanelKernels {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = S.length();

  @Override
  public void dot(Panels left, int row, Panels right, int column, float[] out) {
    for (int part = 0; part < Panels.COLUMNS; part += 2 * WIDTH) {
      multiply(left, row, right, column + part, out);
    }
  }

  private static void multiply(Panels left, int row, Panels right, int column, float[] out) {
    float[] a = left.values();
    float[] b = right.values();
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int from = left.offset(row);
    int at = right.offset(column);
    int end = from + left.dimension() * Panels.COLUMNS;
    for (; from < end; from += Panels.COLUMNS, at += Panels.COLUMNS) {
      FloatVector y0 = FloatVector.fromArray(S, b, at);
      FloatVector y1 = FloatVector.fromArray(S, b, at + WIDTH);
      FloatVector x = FloatVector.broadcast(S, a[from]);
      s00 = s00.add(x.mul(y0));
      s01 = s01.add(x.mul(y1));
      x = FloatVector.broadcast(S, a[from + 1]);
      s10 = s10.add(x.mul(y0));
      s11 = s11.add(x.mul(y1));
      x = FloatVector.broadcast(S, a[from + 2]);
      s20 = s20.add(x.mul(y0));
      s21 = s21.add(x.mul(y1));
      x = FloatVector.broadcast(S, a[from + 3]);
      s30 = s30.add(x.mul(y0));
      s31 = s31.add(x.mul(y1));
    }
    int to = row * right.columns() + column;
    s00.intoArray(out, to);
    s01.intoArray(out, to + WIDTH);
    to += right.columns();
    s10.intoArray(out, to);
    s11.intoArray(out, to + WIDTH);
    to += right.columns();
    s20.intoArray(out, to);
    s21.intoArray(out, to + WIDTH);
    to += right.columns();
    s30.intoArray(out, to);
    s31.intoArray(out, to + WIDTH);
  }
}
