package io.vecstore.persist;

import java.time.Duration;

/** The crash campaign over the protocol of logs, manifests, segments and snapshots. */
public final class StorageCrashes {

  static final int STEPS = 14;

  private StorageCrashes() {}

  static CrashCampaign campaign(int images) {
    return new CrashCampaign(seed -> new ToySubject(seed, STEPS), images);
  }

  /**
   * Crashes scripts of consecutive seeds at every step, until the time is over.
   *
   * @return what was done; violations are counted, not thrown
   */
  public static CrashTally run(long firstSeed, Duration time) {
    return campaign(3).run(firstSeed, time);
  }
}
