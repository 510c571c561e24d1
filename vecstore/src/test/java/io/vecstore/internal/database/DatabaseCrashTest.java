package io.vecstore.internal.database;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.persist.CrashCampaign;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power, kills the process and fails the disk at the I/O steps of random histories of a
 * whole database: creating, renaming, exchanging and dropping between writes, two namespaces open
 * at a time. What was acknowledged is there, what was not is there wholly or not at all, and every
 * count of a quota equals a recount.
 */
class DatabaseCrashTest {

  @Test
  void stepsOfSomeHistories() {
    run(Long.getLong("seed", 1), 8, 300);
  }

  @Test
  @Tag("slow")
  void stepsOfManyHistories() {
    run(Long.getLong("seed", System.nanoTime()), Long.getLong("seconds", 120), 0);
  }

  private static void run(long first, long seconds, long leastImages) {
    CrashCampaign campaign = new CrashCampaign(seed -> new DatabaseSubject(seed, 12), 1);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long next = first;
    while (System.nanoTime() < end || campaign.images() < leastImages) {
      campaign.sample(next++);
    }
    System.out.printf(
        "database crash campaign: seeds %d to %d, %d fault points, %d images, 0 violations%n",
        first, next - 1, campaign.points(), campaign.images());
    assertTrue(campaign.points() > 0);
  }
}
