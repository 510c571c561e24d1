package io.vecstore.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

  /** Rows 1 and 3 are equal, rows 0 to 4 lie at 0, 1, 2, 1 and 9 on a line. */
  private static final Vectors LINE =
      Vectors.of(List.of(row(0, 1), row(1, 1), row(2, 1), row(1, 1), row(9, 1)));

  private static final Vectors ORIGIN = Vectors.of(List.of(row(0, 1)));

  @Test
  void theOtherTwinIsAHit() {
    GroundTruth truth = new GroundTruth(LINE, ORIGIN, new int[][] {{0, 1}}, Metric.EUCLIDEAN, 2);

    assertEquals(1.0, truth.recall(new int[][] {{0, 1}}));
    assertEquals(1.0, truth.recall(new int[][] {{3, 0}}));
    assertEquals(0.5, truth.recall(new int[][] {{0, 2}}));
  }

  @Test
  void theSameRowTwiceIsOneHit() {
    GroundTruth truth = new GroundTruth(LINE, ORIGIN, new int[][] {{0, 1, 3}}, Metric.EUCLIDEAN, 3);

    assertEquals(1 / 3.0, truth.recall(new int[][] {{0, 0, 0}}));
  }

  @Test
  void missingAnswersAreMisses() {
    GroundTruth truth = new GroundTruth(LINE, ORIGIN, new int[][] {{0, 1}}, Metric.EUCLIDEAN, 2);

    assertEquals(0.5, truth.recall(new int[][] {{0, -1}}));
    assertEquals(0.0, truth.recall(new int[][] {{-1, -1}}));
  }

  @Test
  void moreAnswersThanWantedDoNotHelp() {
    GroundTruth truth = new GroundTruth(LINE, ORIGIN, new int[][] {{0}}, Metric.EUCLIDEAN, 1);

    assertEquals(0.0, truth.recall(new int[][] {{4, 0}}));
  }

  @Test
  void fewerMatchesThanKAreAllThatIsWanted() {
    GroundTruth truth =
        new GroundTruth(LINE, ORIGIN, new int[][] {{2, 4, -1, -1}}, Metric.EUCLIDEAN, 4);

    assertEquals(1.0, truth.recall(new int[][] {{2, 4, -1, -1}}));
    assertEquals(0.5, truth.recall(new int[][] {{4, -1, -1, -1}}));
    GroundTruth none = new GroundTruth(LINE, ORIGIN, new int[][] {{-1}}, Metric.EUCLIDEAN, 1);
    assertEquals(1.0, none.recall(new int[][] {{-1}}));
  }

  @Test
  void cosineIgnoresLength() {
    Vectors base = Vectors.of(List.of(row(2, 2), row(0.1f, 0.1f), row(1, 0)));
    Vectors query = Vectors.of(List.of(row(5, 5)));
    GroundTruth truth = new GroundTruth(base, query, new int[][] {{0}}, Metric.COSINE, 1);

    assertEquals(1.0, truth.recall(new int[][] {{1}}));
    assertEquals(0.0, truth.recall(new int[][] {{2}}));
  }

  @Test
  void theLargestDotProductIsNearest() {
    Vectors base = Vectors.of(List.of(row(1000, 0), row(1000.0005f, 0), row(900, 0)));
    Vectors query = Vectors.of(List.of(row(1, 0)));
    GroundTruth truth = new GroundTruth(base, query, new int[][] {{1}}, Metric.DOT_PRODUCT, 1);

    assertEquals(1.0, truth.recall(new int[][] {{0}}), "within a millionth");
    assertEquals(0.0, truth.recall(new int[][] {{2}}));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    int[][] answers = {{0, 1}};
    refused(
        () -> new GroundTruth(LINE, ORIGIN, answers, Metric.EUCLIDEAN, 3), "k is 3, but only 2");
    refused(() -> new GroundTruth(LINE, ORIGIN, new int[0][], Metric.EUCLIDEAN, 1), "found 0");
    refused(
        () -> new GroundTruth(LINE, ORIGIN, new int[][] {{5}}, Metric.EUCLIDEAN, 1),
        "5 is outside the 5");
    Vectors other = Vectors.of(List.of(new float[3]));
    refused(() -> new GroundTruth(LINE, other, answers, Metric.EUCLIDEAN, 1), "3 components");
  }

  private static void refused(Runnable code, String message) {
    InvalidInputException refusal = assertThrows(InvalidInputException.class, code::run);
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }

  private static float[] row(float x, float y) {
    return new float[] {x, y};
  }
}
