package io.vecstore.internal.store;

import io.vecstore.persist.CrashCampaign;
import io.vecstore.persist.CrashTally;
import java.time.Duration;
import java.util.function.BiFunction;

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

  /**
   * Returns a search for the first violation among sampled crashes: of the first seed and the
   * number of seeds, what was violated, empty if nothing.
   */
  public static BiFunction<Long, Long, String> searching() {
    return (first, scripts) -> {
      CrashCampaign campaign = new CrashCampaign(seed -> new EngineSubject(seed, STEPS), 2);
      for (long seed = first; seed < first + scripts; seed++) {
        try {
          campaign.sample(seed);
        } catch (RuntimeException | AssertionError violation) {
          return String.format("noticed at seed %d, image %d", seed, campaign.images());
        }
      }
      return "";
    };
  }
}
