package io.vecstore.index.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.ReadStoppedException;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.SearchCounters;
import org.junit.jupiter.api.Test;

/** A scan is stopped where it is, not at its end. */
class ExactScanLimitTest {

  private static final int ROWS = 1_000_000;
  private static final int AT = 10_000;

  /** Interrupts its thread at one row. */
  private static final class Interrupting implements HopScorer {
    private int scored;

    @Override
    public void query(float[] vector) {
      // Nothing depends on it.
    }

    @Override
    public void queryRow(int ordinal) {
      // Nothing depends on it.
    }

    @Override
    public void closeness(int[] ordinals, int count, float[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = 1;
        if (++scored == AT) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void aReadStopsAFewBatchesLater() {
    Interrupting scorer = new Interrupting();
    try {
      assertThrows(
          ReadStoppedException.class,
          () ->
              ReadLimit.read(
                  () -> {
                    scan(scorer);
                    return true;
                  }));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertTrue(scorer.scored >= AT && scorer.scored <= AT + 1024, scorer.scored + " rows scored");
  }

  @Test
  void outsideOfAReadNothingIsStopped() {
    Interrupting scorer = new Interrupting();
    scan(scorer);
    assertTrue(Thread.interrupted());
    assertEquals(ROWS, scorer.scored);
  }

  private static void scan(HopScorer scorer) {
    new ExactScan()
        .scan(
            scorer,
            new ExactScan.Range(0, ROWS, 0),
            null,
            new TopOrdinals(10),
            new SearchCounters());
  }
}
