package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.WindowsFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where open files cannot be deleted the store works all the same, and leaves nothing behind. */
class WindowsTest {

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384);

  @Test
  void oldFilesGoAlthoughOpenOnesCannot() {
    SimFs disk = new SimFs();
    ToyStore store = ToyStore.open(new WindowsFs(disk), OPTIONS);
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 20; i++) {
        store.write(List.of(Map.of(i, (long) round)), i % 3 == 0, 1000);
      }
      store.flush();
      if (round % 2 == 0) {
        store.snapshot("round" + round);
      }
      store.compact();
      List<String> data = new ArrayList<>(disk.list(""));
      data.removeAll(List.of("LOCK.info", "STORE", "snapshots"));
      assertEquals(2, data.size(), data.toString());
    }
    store.restore("round0");
    store.directory().snapshots().delete("round2");
    assertEquals(List.of("round0", "round4"), disk.list("snapshots"));
    store.close();
    try (ToyStore next = ToyStore.open(new WindowsFs(disk), OPTIONS)) {
      assertEquals(20, next.state().size());
    }
  }

  @Test
  void crashesAreSurvivedThereToo() {
    CrashCampaign campaign = new CrashCampaign(seed -> new ToySubject(seed, 14), 2, WindowsFs::new);
    for (int seed = 1; seed <= 60; seed++) {
      campaign.sample(seed);
    }
    assertTrue(campaign.images() > 400);
  }
}
