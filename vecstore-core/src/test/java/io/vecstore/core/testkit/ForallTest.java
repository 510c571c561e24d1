package io.vecstore.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForallTest {

  @BeforeEach
  void onlyWhenNoSeedIsGiven() {
    assumeTrue(Long.getLong("seed") == null, "a seed is given, so there is one case");
  }

  @Test
  void everyCaseSeesOtherNumbers() {
    Set<Long> seen = new HashSet<>();
    Forall.cases(50).check(random -> seen.add(random.nextLong()));
    assertEquals(50 * Integer.getInteger("forall.scale", 1), seen.size());
  }

  @Test
  void failureNamesTheSeedThatRepeatsIt() {
    List<Long> tried = new ArrayList<>();
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                Forall.cases(100)
                    .check(
                        random -> {
                          tried.add(random.nextLong());
                          assertTrue((tried.getLast() & 7) != 3);
                        }));
    String message = error.getMessage();
    long seed = Long.parseLong(message.replaceAll("(?s).*-Dseed=(-?\\d+).*", "$1"));
    assertEquals(tried.getLast(), new SplittableRandom(seed).nextLong());
  }

  @Test
  void failingSequenceIsShrunkToWhatFails() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                Forall.cases(20)
                    .checkAll(
                        random -> random.ints(200, 0, 100).boxed().toList(),
                        numbers -> assertTrue(!numbers.contains(7) || !numbers.contains(9))));
    assertTrue(error.getMessage().contains("2 of 200 operations fail"), error.getMessage());
  }

  @Test
  void stackOverflowIsReportedWithItsSeed() {
    AssertionError error =
        assertThrows(AssertionError.class, () -> Forall.cases(1).check(random -> recurse()));
    assertTrue(error.getCause() instanceof StackOverflowError);
  }

  private static int recurse() {
    return recurse() + 1;
  }
}
