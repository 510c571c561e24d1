package io.vecstore.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
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

  @Test
  void everyPlantedBugIsNoticed() {
    List<PlantedBug> unnoticed =
        Arrays.stream(PlantedBug.values())
            .filter(bug -> bug.name().matches(System.getProperty("bug", ".*")))
            .parallel()
            .filter(bug -> !isNoticed(bug))
            .toList();
    assertEquals(List.of(), unnoticed);
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
