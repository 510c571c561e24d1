package io.vecstore.internal.thread;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Waits that an interrupt does not end: the caller is told of it afterwards, by its interrupt
 * status.
 */
public final class Waiting {

  private Waiting() {}

  /**
   * Waits until a condition no longer holds; looks again each time the monitor, which the caller
   * holds, is notified.
   */
  public static void whileTrue(Object monitor, BooleanSupplier condition) {
    boolean interrupted = false;
    while (condition.getAsBoolean()) {
      try {
        monitor.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a latch is open. */
  public static void forLatch(CountDownLatch latch) {
    boolean interrupted = false;
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
