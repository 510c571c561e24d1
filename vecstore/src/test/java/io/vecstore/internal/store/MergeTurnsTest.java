package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.StoreClosedException;
import io.vecstore.index.graph.BuildProgress;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MergeTurnsTest {

  private final MergeTurns turns = new MergeTurns("a store");

  @Test
  void closingDoesNotWaitForAMergeThatWasPickedBeforeAndBeginsAfterwards() {
    assertTrue(turns.isQuiet(), "picked");
    turns.close();
    assertThrows(CancellationException.class, () -> turns.begin(false));
    assertThrows(CancellationException.class, () -> turns.begin(true));
    assertThrows(StoreClosedException.class, turns::hurry);
  }

  @Test
  void closingCancelsTheMergeThatRuns() {
    BuildProgress background = turns.begin(false);
    turns.close();
    assertTrue(background.isCancelled());
  }

  @Test
  void closingCancelsAMergeThatACallerWaitsFor() {
    turns.hurry();
    BuildProgress awaited = turns.begin(true);
    turns.close();
    assertTrue(awaited.isCancelled());
  }

  @Test
  void aCallerGoesBeforeTheBackground() {
    BuildProgress background = turns.begin(false);
    turns.hurry();
    assertTrue(background.isCancelled());
    turns.end();
    assertFalse(turns.isQuiet());
    assertThrows(CancellationException.class, () -> turns.begin(false));
    BuildProgress awaited = turns.begin(true);
    turns.end();
    turns.leave();
    assertTrue(turns.isQuiet());
    assertFalse(awaited.isCancelled());
  }

  @Test
  void twoCallersDoNotCancelEachOther() {
    turns.hurry();
    BuildProgress first = turns.begin(true);
    turns.hurry();
    assertFalse(first.isCancelled());
    turns.end();
    turns.leave();
    assertFalse(turns.isQuiet(), "the other still waits");
  }
}
