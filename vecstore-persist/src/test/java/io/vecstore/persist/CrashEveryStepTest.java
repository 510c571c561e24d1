package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.FaultPlan.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power at every step of random scripts over the protocol of logs, manifests, segments and
 * snapshots. {@code -Dseed=S -Dpoint=P -Dfault=F} replays one case; {@code -Dseconds=N} says how
 * long the slow one runs.
 */
class CrashEveryStepTest {

  @Test
  void everyStepOfSomeScripts() {
    Long seed = Long.getLong("seed");
    if (seed != null && Long.getLong("point") != null) {
      Fault fault = Fault.valueOf(System.getProperty("fault", "POWER_CUT"));
      StorageCrashes.campaign(20).replay(seed, new FaultPlan(Long.getLong("point"), fault));
      return;
    }
    long first = seed == null ? 1 : seed;
    CrashCampaign campaign = StorageCrashes.campaign(3);
    long end = System.nanoTime() + 4_000_000_000L;
    long next = first;
    while (System.nanoTime() < end || campaign.images() < 2_000) {
      campaign.run(next++);
    }
    report(campaign, first, next);
  }

  @Test
  @Tag("slow")
  void everyStepOfManyScripts() {
    long first = Long.getLong("seed", System.nanoTime());
    CrashCampaign campaign = StorageCrashes.campaign(8);
    long end = System.nanoTime() + Long.getLong("seconds", 300) * 1_000_000_000L;
    long next = first;
    while (System.nanoTime() < end) {
      campaign.run(next++);
    }
    report(campaign, first, next);
  }

  private static void report(CrashCampaign campaign, long first, long next) {
    System.out.printf(
        "crash campaign: seeds %d to %d, %d fault points, %d images, 0 violations%n",
        first, next - 1, campaign.points(), campaign.images());
    assertTrue(campaign.points() > 0);
  }
}
