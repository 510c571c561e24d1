package io.vecstore.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LongWorkTest {

  @Test
  void theEndIsToldHoweverTheStepsFall() {
    for (int first = 0; first < 40; first++) {
      List<Long> heard = new ArrayList<>();
      int steps = first;
      LongWork.heardBy(
          (operation, unit, done, total) -> heard.add(done),
          () -> {
            LongWork work = LongWork.begin("counting", "sheep", 1_000);
            work.advance(steps);
            for (int i = steps; i < 1_000; i++) {
              work.advance(1);
            }
            return work;
          });
      assertEquals(1_000, heard.getLast(), "begun with a step of " + first);
    }
  }
}
