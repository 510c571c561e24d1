package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.fail;

import io.vecstore.persist.MutantFs.Mutant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A campaign that finds no violation is worth something only if it finds the bugs that somebody has
 * planted.
 */
class PlantedBugsTest {

  private static final int MOST_SCRIPTS = 4000;

  /**
   * Seeds that have noticed the bugs that hide best; they are tried first, which saves half a
   * minute.
   */
  private static final List<Long> TELLING = List.of(460L, 337L, 672L, 422L);

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void aStepLeftOutIsNoticed(Mutant mutant) {
    notice(
        mutant.name(),
        new CrashCampaign(seed -> new ToySubject(seed, 14), 2, fs -> new MutantFs(fs, mutant)));
  }

  @ParameterizedTest
  @EnumSource(ToySubject.Bug.class)
  void aBugOfTheEngineIsNoticed(ToySubject.Bug bug) {
    notice(bug.name(), new CrashCampaign(seed -> new ToySubject(seed, 14, bug), 2));
  }

  private static void notice(String bug, CrashCampaign campaign) {
    LongStream seeds =
        LongStream.concat(
            TELLING.stream().mapToLong(seed -> seed), LongStream.range(0, MOST_SCRIPTS));
    OptionalLong telling = seeds.filter(seed -> violates(campaign, seed)).findFirst();
    if (telling.isEmpty()) {
      fail(bug + " was not noticed in " + campaign.images() + " images");
    }
    System.out.printf(
        "%s noticed in image %d, seed %d%n", bug, campaign.images(), telling.getAsLong());
  }

  private static boolean violates(CrashCampaign campaign, long seed) {
    try {
      campaign.sample(seed);
      return false;
    } catch (AssertionError violation) {
      return true;
    }
  }
}
