package io.vecstore.core.kernel.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.testkit.Forall;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PanelKernelsTest {

  @Test
  void everyKernelAddsComponentAfterComponent() {
    Kernels.choice();
    PanelKernels chosen = Kernels.panels();
    Forall.cases(100)
        .check(
            random -> {
              check(PanelKernels.scalar(), random.split());
              check(chosen, random.split());
            });
  }

  private static void check(PanelKernels kernels, SplittableRandom random) {
    int dimension = random.nextInt(1, 70);
    float[][] rows = vectors(random, random.nextInt(1, 40), dimension);
    float[][] columns = vectors(random, random.nextInt(1, 80), dimension);
    Panels left = panels(rows);
    Panels right = panels(columns);
    float[] out = new float[left.columns() * right.columns()];
    for (int row = 0; row < rows.length; row += PanelKernels.ROWS) {
      for (int column = 0; column < columns.length; column += Panels.COLUMNS) {
        kernels.dot(left, row, right, column, out);
      }
    }
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        float sum = 0;
        for (int component = 0; component < dimension; component++) {
          sum += rows[i][component] * columns[j][component];
        }
        assertEquals(sum, out[i * right.columns() + j]);
      }
    }
  }

  private static Panels panels(float[][] vectors) {
    Panels panels = new Panels(vectors[0].length, vectors.length);
    for (int i = 0; i < vectors.length; i++) {
      panels.set(i, vectors[i], 1);
    }
    return panels;
  }

  private static float[][] vectors(SplittableRandom random, int count, int dimension) {
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
