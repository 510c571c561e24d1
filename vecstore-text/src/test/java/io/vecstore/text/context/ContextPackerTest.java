package io.vecstore.text.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.testkit.Forall;
import io.vecstore.text.split.TextMeasure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextPackerTest {

  private static final String TEXT = "0123456789abcdefghij";

  private static Passage passage(String document, int start, int end, double score) {
    return new Passage(document, start, end, TEXT.substring(start, end), score);
  }

  private static ContextPacker characters(int budget) {
    return ContextPacker.tokens(budget).measuredBy(TextMeasure.characters());
  }

  @Test
  void theBestThatFitAreNumbered() {
    PackedContext packed =
        characters(22)
            .pack(List.of(passage("a", 0, 3, 1), passage("b", 0, 20, 2), passage("c", 4, 8, 3)));
    assertEquals("[1] 4567\n\n[2] 012", packed.text());
    assertEquals(List.of("c", "a"), packed.cited().stream().map(Passage::document).toList());
    assertEquals(PackedContext.Reason.TOO_LONG, packed.dropped().getFirst().reason());
    assertEquals("b", packed.dropped().getFirst().passage().document());
  }

  @Test
  void passagesThatMeetBecomeOne() {
    PackedContext packed =
        characters(100)
            .pack(List.of(passage("a", 10, 14, 1), passage("a", 0, 5, 2), passage("a", 4, 10, 3)));
    assertEquals(List.of(new Passage("a", 0, 14, TEXT.substring(0, 14), 3)), packed.cited());
  }

  @Test
  void whatIsSaidTwiceIsLeftOut() {
    PackedContext packed =
        characters(100).pack(List.of(passage("a", 0, 5, 1), passage("b", 0, 5, 2)));
    assertEquals("[1] 01234", packed.text());
    assertEquals(PackedContext.Reason.REPEATED, packed.dropped().getFirst().reason());
  }

  @Test
  void ordersAreWhatTheySay() {
    List<Passage> found =
        List.of(
            passage("a", 8, 9, 4),
            passage("b", 0, 2, 3),
            passage("a", 2, 4, 2),
            passage("c", 5, 7, 1));
    assertEquals("[1] 8\n\n[2] 01\n\n[3] 23\n\n[4] 56", characters(99).pack(found).text());
    assertEquals(
        "[1] 23\n\n[2] 8\n\n[3] 01\n\n[4] 56",
        characters(99).order(ContextPacker.Order.DOCUMENT).pack(found).text());
    assertEquals(
        "[1] 8\n\n[2] 23\n\n[3] 56\n\n[4] 01",
        characters(99).order(ContextPacker.Order.EDGES).pack(found).text());
  }

  @Test
  void theBudgetHoldsAndCitationsAreTrue() {
    Forall.cases(500)
        .check(
            random -> {
              List<Passage> found = new ArrayList<>();
              for (int i = random.nextInt(12); i > 0; i--) {
                int start = random.nextInt(20);
                int end = start + 1 + random.nextInt(20 - start);
                found.add(passage("d" + random.nextInt(3), start, end, random.nextInt(5)));
              }
              int budget = 1 + random.nextInt(80);
              PackedContext packed = characters(budget).pack(found);
              assertTrue(packed.text().length() <= budget);
              for (Passage cited : packed.cited()) {
                assertEquals(TEXT.substring(cited.start(), cited.end()), cited.text());
              }
            });
  }

  @Test
  void aPlaceThatDoesNotHoldTheTextIsRefused() {
    assertThrows(InvalidInputException.class, () -> new Passage("a", 0, 3, "four", 1));
    assertThrows(InvalidInputException.class, () -> ContextPacker.tokens(0));
  }
}
