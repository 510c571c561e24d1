package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.persist.CrashCampaign;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.FaultPlan.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power, kills the process and fails the disk at every I/O step of random histories of the
 * whole engine: logs, segments, graphs, tombstones, soft deletes, snapshots, restores. {@code
 * -Dseed=S -Dpoint=P -Dfault=F} replays one case; {@code -Dseconds=N} says how long the slow one
 * runs.
 */
@Tag("once")
class EngineCrashTest {

  @Test
  void everyStepOfSomeHistories() {
    Long seed = Long.getLong("seed");
    if (seed != null && Long.getLong("point") != null) {
      Fault fault = Fault.valueOf(System.getProperty("fault", "POWER_CUT"));
      EngineCrashes.campaign(20).replay(seed, new FaultPlan(Long.getLong("point"), fault));
      return;
    }
    run(seed == null ? 1 : seed, EngineCrashes.campaign(1), 6, 1_000);
  }

  @Test
  @Tag("slow")
  void everyStepOfManyHistories() {
    run(
        Long.getLong("seed", System.nanoTime()),
        EngineCrashes.campaign(4),
        Long.getLong("seconds", 300),
        0);
  }

  private static void run(long first, CrashCampaign campaign, long seconds, long leastImages) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long next = first;
    while (System.nanoTime() < end || campaign.images() < leastImages) {
      campaign.sample(next++);
    }
    System.out.printf(
        "engine crash campaign: seeds %d to %d, %d fault points, %d images, 0 violations%n",
        first, next - 1, campaign.points(), campaign.images());
    assertTrue(campaign.points() > 0);
  }
}
