package io.vecstore.index.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.testkit.Forall;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {

  private record Offer(int slot, float closeness) {}

  /** Few different values, so that there are ties; in every order that a pivot may dislike. */
  @Test
  void keepsWhatASortWouldPutFirst() {
    Shortlist list = new Shortlist(); // used again and again
    Forall.cases(300)
        .check(
            random -> {
              int count = random.nextInt(2000);
              int keep = 1 + random.nextInt(300);
              int values = 1 + random.nextInt(1000);
              int order = random.nextInt(3);
              List<Offer> offers =
                  IntStream.range(0, count)
                      .mapToObj(
                          slot ->
                              new Offer(
                                  slot,
                                  switch (order) {
                                    case 0 -> slot;
                                    case 1 -> -slot / (float) values;
                                    default -> random.nextInt(values);
                                  }))
                      .toList();
              list.reset(keep);
              for (Offer offer : offers) {
                if (offer.closeness() >= list.threshold()) {
                  list.offer(offer.slot(), offer.closeness());
                }
              }
              assertEquals(Math.min(keep, count), list.finish());
              List<Integer> wanted =
                  offers.stream()
                      .sorted(
                          Comparator.comparingDouble(Offer::closeness)
                              .reversed()
                              .thenComparing(Offer::slot))
                      .limit(keep)
                      .map(Offer::slot)
                      .toList();
              assertEquals(
                  wanted,
                  IntStream.range(0, wanted.size()).mapToObj(rank -> list.slot(rank)).toList());
            });
  }

  @Test
  void aThresholdRisesOnceThereIsAChoice() {
    Shortlist list = new Shortlist();
    list.reset(200);
    for (int slot = 0; slot < 2000; slot++) {
      list.offer(slot, slot);
    }
    assertTrue(list.threshold() > 1000, () -> "" + list.threshold());
  }
}
