package io.vecstore.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of processes that write, compact, take snapshots, or recover from the kill
 * before; {@code -Dseed=S} chooses other moments, {@code -Dvecstore.kills=N} how many.
 */
@Tag("once")
class KillTest {

  private static final int AT_A_TIME = 2;

  @Test
  void acknowledgedWritesSurviveKill9(@TempDir Path temp) throws Exception {
    run(Long.getLong("seed", 20261124), Integer.getInteger("vecstore.kills", 200), temp);
  }

  @Test
  @Tag("slow")
  void acknowledgedWritesSurviveKill9VeryOften(@TempDir Path temp) throws Exception {
    run(Long.getLong("seed", System.nanoTime()), 3_000, temp);
  }

  private static void run(long seed, int kills, Path temp) throws Exception {
    List<Path> scratch =
        List.of(Files.createDirectory(temp.resolve("a")), Files.createDirectory(temp.resolve("b")));
    KillTally tally =
        IntStream.range(0, AT_A_TIME)
            .parallel()
            .mapToObj(
                i ->
                    KillCampaign.run(
                        seed + i, kills / AT_A_TIME, Duration.ofHours(1), scratch.get(i)))
            .reduce(new KillTally(0, 0, 0, List.of()), KillTally::plus);
    System.out.println("kill campaign: seed " + seed + ", " + tally);
    assertEquals(List.of(), tally.violations());
    assertTrue(tally.whileOpening() >= kills / 20, "killed while opening: " + tally);
    assertTrue(tally.kills() >= kills, tally::toString);
  }
}
