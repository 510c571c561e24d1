package io.vecstore.internal.store;

import io.vecstore.persist.CrashCampaign;
import io.vecstore.persist.CrashTally;
import java.time.Duration;

/** The crash campaign over the whole engine. */
public final class EngineCrashes {

  static final int STEPS = 10;

  private EngineCrashes() {}

  static CrashCampaign campaign(int images) {
    return new CrashCampaign(seed -> new EngineSubject(seed, STEPS), images);
  }

  /**
   * Crashes histories of consecutive seeds at every step, until the time is over.
   *
   * @return what was done; violations are counted, not thrown
   */
  public static CrashTally run(long firstSeed, Duration time) {
    return campaign(1).run(firstSeed, time);
  }
}
