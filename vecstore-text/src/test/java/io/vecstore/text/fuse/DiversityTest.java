package io.vecstore.text.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class DiversityTest {

  private static final float[] RELEVANCE = {0.9f, 0.89f, 0.5f, 0.1f};

  /** 0 and 1 say the same. */
  private static float likeness(int one, int other) {
    return one + other == 1 ? 1 : 0;
  }

  @Test
  void whatWasSaidIsPutOff() {
    assertArrayEquals(
        new int[] {0, 2, 3, 1}, new Diversity(0.5).choose(RELEVANCE, DiversityTest::likeness, 10));
  }

  @Test
  void relevanceAloneKeepsTheOrder() {
    assertArrayEquals(
        new int[] {0, 1, 2}, new Diversity(1).choose(RELEVANCE, DiversityTest::likeness, 3));
  }

  @Test
  void equalsKeepTheirOrder() {
    assertArrayEquals(new int[] {0, 1, 2}, new Diversity(0.5).choose(new float[3], (a, b) -> 0, 3));
    assertArrayEquals(new int[0], new Diversity(0.5).choose(new float[0], (a, b) -> 0, 3));
    assertThrows(InvalidInputException.class, () -> new Diversity(1.5));
  }

  @Test
  void aRankingIsCutAtItsJumps() {
    float[] scores = {0.9f, 0.88f, 0.86f, 0.5f, 0.49f, 0.2f, 0.19f};
    assertEquals(3, Autocut.keep(scores, 1));
    assertEquals(5, Autocut.keep(scores, 2));
    assertEquals(5, Autocut.keep(scores, 9));
    assertEquals(7, Autocut.keep(scores, 0));
    assertEquals(3, Autocut.keep(new float[] {3, 2, 1}, 1));
    assertEquals(1, Autocut.keep(new float[] {3}, 1));
  }
}
