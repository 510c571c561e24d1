package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vecstore.persist.CrashCampaign;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.FaultPlan.Fault;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power, kills the process and fails the disk at every I/O step of random histories of the
 * whole engine: logs, segments, graphs, tombstones, soft deletes, snapshots, restores. {@code
 * -Dseed=S -Dpoint=P -Dfault=F} replays one case; {@code -Dimages=N} says how long the slow one
 * runs.
 */
@Tag("once")
class EngineCrashTest {

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
          "delete snapshots/snap#",
          "directory snapshots/pre-restore-#-#-#",
          "rename snapshots/pre-restore-#-#-#/MANIFEST-#");

  @Test
  void everyStepOfSomeHistories() {
    Long seed = Long.getLong("seed");
    if (seed != null && Long.getLong("point") != null) {
      Fault fault = Fault.valueOf(System.getProperty("fault", "POWER_CUT"));
      EngineCrashes.campaign(20).replay(seed, new FaultPlan(Long.getLong("point"), fault));
      return;
    }
    run(seed == null ? 1 : seed, Long.getLong("images", 50_000));
  }

  @Test
  @Tag("slow")
  void everyStepOfManyHistories() {
    run(Long.getLong("seed", System.nanoTime()), Long.getLong("images", 1_000_000));
  }

  private static void run(long first, long images) {
    CrashCampaign campaign = EngineCrashes.campaign(1);
    System.out.println("engine crash campaign from seed " + first);
    long next = first;
    long steps = 0;
    while (campaign.images() < images
        || (campaign.images() < 4 * images
            && !campaign.operations().containsAll(EVERY_OPERATION))) {
      steps += campaign.run(next++);
    }
    System.out.printf(
        "engine crash campaign: seeds %d to %d, %d steps, %d fault points, %d images, 0"
            + " violations%n",
        first, next - 1, steps, campaign.points(), campaign.images());
    assertEquals(steps * Fault.values().length, campaign.points(), "every step, every fault");
    Set<String> missing = new TreeSet<>(EVERY_OPERATION);
    missing.removeAll(campaign.operations());
    assertEquals(Set.of(), missing, () -> "never made to fail, of " + campaign.operations());
  }
}
