package io.vecstore.core.kernel.rotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.core.kernel.Kernels;
import io.vecstore.core.testkit.Forall;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RotationTest {

  @Test
  void aRotationKeepsLengthsAndAngles() {
    Forall.cases(100)
        .check(
            random -> {
              int dimension = random.nextInt(1, 400);
              Rotation rotation = new Rotation(dimension, random.nextLong());
              float[] a = vector(random, dimension);
              float[] b = vector(random, dimension);
              double before = dot(a, b);
              rotation.apply(a);
              rotation.apply(b);
              assertEquals(before, dot(a, b), 1e-4 * dimension);
            });
  }

  @Test
  void aRotationSpreadsASingleComponentOverAll() {
    float[] vector = new float[100];
    vector[17] = 1;
    new Rotation(100, 1).apply(vector);
    for (float component : vector) {
      assertTrue(Math.abs(component) < 0.5f, "a component of " + component);
    }
  }

  @Test
  void withAndWithoutTheVectorApiATransformGivesTheSameBits() {
    assumeTrue(Kernels.choice().bits() > 0, "this run has no Vector API");
    Forall.cases(200)
        .check(
            random -> {
              int window = 1 << random.nextInt(11);
              int from = random.nextInt(20);
              float[] left = vector(random, from + window + random.nextInt(20));
              float[] right = left.clone();
              new ScalarHadamard().transform(left, from, window);
              new SimdHadamard().transform(right, from, window);
              assertArrayEquals(left, right);
            });
  }

  private static float[] vector(SplittableRandom random, int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
