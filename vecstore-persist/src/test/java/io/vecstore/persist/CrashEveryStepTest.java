package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.FaultPlan.Fault;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power at every step of random scripts over the protocol of logs, manifests, segments and
 * snapshots. {@code -Dseed=S -Dpoint=P -Dfault=F} replays one case; {@code -Dimages=N} says how
 * long the slow one runs.
 */
class CrashEveryStepTest {

  private static final Set<String> EVERY_OPERATION =
      Set.of(
          "create wal-#.wal",
          "write wal-#.wal",
          "force wal-#.wal",
          "delete wal-#.wal",
          "create tmp-seg-#.vseg",
          "write tmp-seg-#.vseg",
          "force tmp-seg-#.vseg",
          "rename seg-#.vseg",
          "delete seg-#.vseg",
          "create tmp-del-#-#.del",
          "write tmp-del-#-#.del",
          "force tmp-del-#-#.del",
          "rename del-#-#.del",
          "delete del-#-#.del",
          "create tmp-MANIFEST-#",
          "write tmp-MANIFEST-#",
          "force tmp-MANIFEST-#",
          "rename MANIFEST-#",
          "delete MANIFEST-#",
          "rename STORE",
          "sync ",
          "sync snapshots",
          "sync snapshots/snap#",
          "directory snapshots/snap#",
          "link snapshots/snap#/STORE",
          "link snapshots/snap#/seg-#.vseg",
          "rename snapshots/snap#/MANIFEST-#",
          "delete snapshots/snap#/MANIFEST-#",
          "delete snapshots/snap#/seg-#.vseg",
          "delete snapshots/snap#");

  @Test
  void everyStepOfSomeScripts() {
    Long seed = Long.getLong("seed");
    if (seed != null && Long.getLong("point") != null) {
      Fault fault = Fault.valueOf(System.getProperty("fault", "POWER_CUT"));
      StorageCrashes.campaign(20).replay(seed, new FaultPlan(Long.getLong("point"), fault));
      return;
    }
    run(seed == null ? 1 : seed, Long.getLong("images", 50_000));
  }

  @Test
  @Tag("slow")
  void everyStepOfManyScripts() {
    run(Long.getLong("seed", System.nanoTime()), Long.getLong("images", 1_000_000));
  }

  private static void run(long first, long images) {
    CrashCampaign campaign = StorageCrashes.campaign(3);
    System.out.println("crash campaign from seed " + first);
    long next = first;
    long steps = 0;
    while (campaign.images() < images
        || (campaign.images() < 4 * images
            && !campaign.operations().containsAll(EVERY_OPERATION))) {
      steps += campaign.run(next++);
    }
    System.out.printf(
        "crash campaign: seeds %d to %d, %d steps, %d fault points, %d images, 0 violations%n",
        first, next - 1, steps, campaign.points(), campaign.images());
    assertEquals(steps * Fault.values().length, campaign.points(), "every step, every fault");
    Set<String> missing = new TreeSet<>(EVERY_OPERATION);
    missing.removeAll(campaign.operations());
    assertEquals(Set.of(), missing, () -> "never made to fail, of " + campaign.operations());
  }
}
