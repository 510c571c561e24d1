package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.report.CheckReport;
import io.vecstore.core.report.Finding;
import io.vecstore.core.report.Finding.Severity;
import io.vecstore.core.report.RepairReport;
import io.vecstore.persist.check.StoreCheck;
import io.vecstore.persist.check.StoreRepair;
import io.vecstore.persist.fs.FaultFs;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckAndRepairTest {

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run).withWals(8192, 8192);

  private SimFs disk = new SimFs();
  private List<SegmentRef> segments;
  private String log;
  private TreeMap<Integer, Long> state;

  @BeforeEach
  void killedStore() {
    ToyStore store = ToyStore.open(disk, OPTIONS);
    put(store, 1, 10);
    put(store, 2, 20);
    store.flush();
    put(store, 2, 21);
    put(store, 3, 30);
    store.snapshot("before");
    put(store, 4, 40);
    put(store, 5, 50);
    put(store, 6, 60);
    segments = store.directory().manifest().segments();
    log = store.directory().manifest().wals().getLast().fileName();
    state = store.state();
    disk = disk.afterKill();
  }

  private static void put(ToyStore store, int key, long value) {
    store.write(List.of(Map.of(key, value)), true, 0);
  }

  private Finding only(boolean full) {
    CheckReport report = StoreCheck.run(disk, full);
    assertEquals(1, report.findings().size(), report.findings().toString());
    return report.findings().getFirst();
  }

  @Test
  void aGoodStoreHasNoFindingsAndIsNotChanged() {
    FaultFs fs = new FaultFs(disk, FaultPlan.NONE);
    CheckReport report = StoreCheck.run(fs, true);
    assertEquals(List.of(), report.findings());
    assertEquals(0, report.exitCode());
    assertTrue(report.files() >= 8 && report.bytes() > 5000, report.toString());
    assertEquals(List.of(), fs.calls());
  }

  @Test
  void leftoversAndTornWritesAreWarnings() throws IOException {
    disk.createNew("seg-0000000099.vseg", 0).close();
    Finding leftover = only(true);
    assertEquals(Severity.WARNING, leftover.severity());
    assertTrue(leftover.file().endsWith("seg-0000000099.vseg"));
    disk.delete("seg-0000000099.vseg");
    disk.damage(log, 4096 + 3 * 40, new byte[] {1, 2, 3});
    assertEquals(Severity.WARNING, only(true).severity());
    assertEquals(1, StoreCheck.run(disk, true).exitCode());
  }

  @Test
  void damageIsFoundWithItsFile() throws IOException {
    SegmentRef segment = segments.getLast();
    disk.damage(segment.fileName(), 70, new byte[] {9});
    CheckReport full = StoreCheck.run(disk, true);
    assertEquals(2, full.exitCode());
    // The snapshot has a link to the same file.
    assertEquals(2, full.findings().size(), full.findings().toString());
    assertTrue(full.findings().getFirst().file().endsWith(segment.fileName() + "[rows]"));
    assertTrue(StoreCheck.run(disk, false).ok(), "the quick check reads tables only");
  }

  @Test
  void damageOfADerivedSectionIsRebuildable() throws IOException {
    SegmentRef segment = segments.getLast();
    byte[] bytes = disk.bytes(segment.fileName());
    int derived = 64 + 64;
    disk.damage(segment.fileName(), derived, new byte[] {(byte) (bytes[derived] ^ 1)});
    CheckReport report = StoreCheck.run(disk, true);
    assertEquals(Severity.REBUILDABLE, report.findings().getFirst().severity());
    assertFalse(report.has(Severity.DAMAGE));
    assertEquals(2, report.exitCode());
  }

  @Test
  void aLogThatLostAcknowledgedRecordsIsDamaged() throws IOException {
    disk.damage(log, 4096 + 24, new byte[] {1, 2, 3});
    Finding finding = only(false);
    assertEquals(Severity.DAMAGE, finding.severity());
    assertTrue(finding.file().endsWith(log), finding.toString());
  }

  @Test
  void aStoreWithoutAManifestIsUnreadable() throws IOException {
    String manifest = ManifestFiles.fileName(ManifestFiles.newest(disk.list("")));
    disk.damage(manifest, 30, new byte[] {1, 2, 3});
    assertEquals(3, StoreCheck.run(disk, true).exitCode());
    assertEquals(3, StoreCheck.run(new SimFs(), true).exitCode());
    assertThrows(
        CorruptStoreException.class, () -> StoreRepair.run(disk, new SimFs(), new Random(1)));
  }

  private TreeMap<Integer, Long> repaired(RepairReport expected) {
    SimFs target = new SimFs();
    List<String> before = disk.list("");
    RepairReport report = StoreRepair.run(disk, target, new Random(1));
    assertEquals(expected.segments(), report.segments());
    assertEquals(expected.lostRows(), report.lostRows());
    assertEquals(expected.records(), report.records());
    assertEquals(before, disk.list(""));
    assertEquals(List.of(), StoreCheck.run(target, true).findings());
    try (ToyStore store = ToyStore.open(target, OPTIONS)) {
      put(store, 100, 1);
      TreeMap<Integer, Long> found = store.state();
      found.remove(100);
      return found;
    }
  }

  @Test
  void aGoodStoreIsSavedWhole() {
    RepairReport whole = new RepairReport(2, List.of(), 0, 3, "");
    assertTrue(whole.complete());
    assertEquals(state, repaired(whole));
  }

  @Test
  void aDamagedSegmentIsLeftBehind() throws IOException {
    disk.damage(segments.getLast().fileName(), 70, new byte[] {9});
    TreeMap<Integer, Long> rest = new TreeMap<>(Map.of(1, 10L, 4, 40L, 5, 50L, 6, 60L));
    assertEquals(rest, repaired(new RepairReport(1, List.of("x"), 2, 3, "")));
  }

  @Test
  void aSegmentWithoutItsTombstonesIsLeftBehind() throws IOException {
    SegmentRef first = segments.getFirst();
    disk.damage(first.tombstones().orElseThrow().fileName(), 40, new byte[] {9});
    TreeMap<Integer, Long> rest = new TreeMap<>(state);
    rest.remove(1);
    assertEquals(rest, repaired(new RepairReport(1, List.of("x"), 2, 3, "")));
  }

  @Test
  void aDamagedLogIsSavedUpToTheDamage() throws IOException {
    assertThrows(
        CorruptStoreException.class,
        () -> {
          disk.damage(log, 4096 + 40 + 24, new byte[] {1, 2, 3});
          ToyStore.open(disk.afterKill(), OPTIONS);
        });
    TreeMap<Integer, Long> rest = new TreeMap<>(state);
    rest.remove(5);
    rest.remove(6);
    assertEquals(rest, repaired(new RepairReport(2, List.of(), 0, 1, "x")));
  }

  @Test
  void aRepairGoesIntoAnEmptyDirectory() {
    assertThrows(AlreadyExistsException.class, () -> StoreRepair.run(disk, disk, new Random(1)));
  }
}
