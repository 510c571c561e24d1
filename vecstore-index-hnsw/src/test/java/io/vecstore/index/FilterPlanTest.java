package io.vecstore.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switch points, by the numbers that decide. */
class FilterPlanTest {

  @ParameterizedTest
  @CsvSource({
    "5, 1, SCAN",
    "512, 1, SCAN",
    "513, 1, CODED_SCAN",
    "513, 0, SCAN",
    "20000, 1, CODED_SCAN",
    "20001, 1, ACCEPTED_WALK",
    "6640, 3, CODED_SCAN",
    "6641, 3, ACCEPTED_WALK",
    "3200, 12, CODED_SCAN",
    "3201, 12, ACCEPTED_WALK",
    "3200, 0, SCAN",
    "3201, 0, ACCEPTED_WALK"
  })
  void switchesByMatchesAndLinesOfACode(int matches, int lines, FilterPlan plan) {
    assertEquals(plan, FilterPlan.choose(true, matches, 1_000_000, 10, 80, lines));
  }

  @ParameterizedTest
  @CsvSource({"10, SCAN", "11, WALK", "1000000, WALK"})
  void withoutAFilterAllButNothingIsWalked(int matches, FilterPlan plan) {
    assertEquals(plan, FilterPlan.choose(false, matches, matches, 10, 80, 1));
  }
}
