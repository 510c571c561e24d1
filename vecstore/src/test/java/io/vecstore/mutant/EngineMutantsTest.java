package io.vecstore.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The campaign over the whole engine finds every bug that is planted in it: a force, a tombstone, a
 * check that somebody forgot. The engine is loaded again for each, without one call. {@code
 * -Dbug=NAME} plants one alone.
 */
@Tag("once")
class EngineMutantsTest {

  private static final String CAMPAIGN = "io.vecstore.internal.store.EngineCrashes";
  private static final long MOST_SCRIPTS = Long.getLong("scripts", 4_000);

  /** Those that a hundred scripts show; the others need up to some thousand. */
  private static final Set<PlantedBug> SOON =
      EnumSet.of(
          PlantedBug.WRITE_NOT_FORCED,
          PlantedBug.PURGE_LEAVES_THE_ROW,
          PlantedBug.PURGE_FINDS_NOTHING,
          PlantedBug.DEAD_ROWS_NOT_READ,
          PlantedBug.HIDDEN_ROWS_NOT_READ,
          PlantedBug.HIDING_NOT_REPLAYED,
          PlantedBug.DISCARDED_ALTHOUGH_COMMITTED_PERHAPS,
          PlantedBug.RESTORED_ON_DISK_ONLY,
          PlantedBug.RESTORED_AND_THEN_REPLAYED);

  @Test
  void bugsThatShowSoonAreNoticed() {
    assertEquals(List.of(), unnoticed(SOON));
  }

  @Test
  @Tag("slow")
  void everyPlantedBugIsNoticed() {
    assertEquals(
        List.of(),
        unnoticed(
            Arrays.stream(PlantedBug.values())
                .filter(bug -> bug.name().matches(System.getProperty("bug", ".*")))
                .toList()));
  }

  private static List<PlantedBug> unnoticed(Collection<PlantedBug> bugs) {
    return bugs.parallelStream().filter(bug -> !isNoticed(bug)).toList();
  }

  private static boolean isNoticed(PlantedBug bug) {
    String violation = campaign(bug.plant()).apply(1L, MOST_SCRIPTS);
    System.out.println(bug + ": " + violation);
    return !violation.isEmpty();
  }

  /** The campaign of the engine that the loader has; it speaks only of numbers and strings. */
  @SuppressWarnings("unchecked")
  private static BiFunction<Long, Long, String> campaign(MutantLoader loader) {
    try {
      return (BiFunction<Long, Long, String>)
          loader.loadClass(CAMPAIGN).getMethod("searching").invoke(null);
    } catch (ReflectiveOperationException broken) {
      throw new AssertionError(broken);
    }
  }
}
