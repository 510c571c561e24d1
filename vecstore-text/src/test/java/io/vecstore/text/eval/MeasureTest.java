package io.vecstore.text.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The definitions, by hand. */
class MeasureTest {

  private static final Judgements JUDGED =
      Judgements.read(Stream.of("q1 0 a 3", "q1 0 b 1", "q1 0 c 0", "", "q2\td\t1"));
  private static final List<String> FOUND = List.of("x", "b", "a");

  private static double of(Measure measure) {
    return measure.of(JUDGED, "q1", FOUND);
  }

  @Test
  void valuesAreThoseOfTheDefinitions() {
    double log3 = Math.log(3) / Math.log(2);
    assertEquals((1 / log3 + 3 / 2.0) / (3 + 1 / log3), of(new Measure.Ndcg(10)), 1e-12);
    assertEquals((1 / log3) / (3 + 1 / log3), of(new Measure.Ndcg(2)), 1e-12);
    assertEquals(0.5, of(new Measure.Recall(2)));
    assertEquals(0.2, of(new Measure.Precision(10)));
    assertEquals((1 / 2.0 + 2 / 3.0) / 2, of(new Measure.AveragePrecision()), 1e-12);
    assertEquals(0.5, of(new Measure.ReciprocalRank()));
    assertEquals(0, new Measure.ReciprocalRank().of(JUDGED, "q1", List.of()));
  }

  @Test
  void queriesWithoutRankingCountAsZero() {
    Rankings rankings = new Rankings();
    rankings.add("q2", List.of("d"));
    assertEquals(0.5, rankings.mean(new Measure.Recall(10), JUDGED));
    assertEquals(List.of("q2 Q0 d 1 1 ours"), rankings.lines("ours").toList());
  }

  @Test
  void aBrokenLineIsShown() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> Judgements.read(Stream.of("q1 a much")));
    assertTrue(error.getMessage().contains("q1 a much"), error.getMessage());
  }

  @Test
  void equalSystemsDifferByLuckAndDifferentOnesDoNot() {
    double[] ours = new double[50];
    double[] theirs = new double[50];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ours.length; i++) {
      ours[i] = random.nextDouble();
      theirs[i] = ours[i] - 0.1;
    }
    assertEquals(1, Rankings.significance(ours, ours, 1000, new SplittableRandom(1)));
    assertTrue(Rankings.significance(ours, theirs, 1000, new SplittableRandom(1)) < 0.01);
  }

  @Test
  void theTunerFindsTheBestWeight() {
    AlphaTuner.Tuned tuned =
        AlphaTuner.fit(
            alpha -> {
              Rankings rankings = new Rankings();
              rankings.add("q1", alpha > 0.29 && alpha < 0.41 ? List.of("a", "b") : List.of("b"));
              return rankings;
            },
            JUDGED,
            new Measure.Ndcg(10));
    assertEquals(0.35, tuned.alpha(), 1e-9);
    assertEquals(0.5, tuned.value(), 1e-9);
  }
}
