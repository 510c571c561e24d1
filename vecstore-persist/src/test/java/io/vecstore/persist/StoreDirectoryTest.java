package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.DiskFullException;
import io.vecstore.core.error.DurabilityUnknownException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.error.StoreFailedException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.persist.fs.FaultFs;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.PowerLoss;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDirectoryTest {

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384);

  private final SimFs disk = new SimFs();

  private static ToyStore open(StoreFs fs) {
    return ToyStore.open(fs, OPTIONS);
  }

  private static void put(ToyStore store, int key, long value) {
    store.write(List.of(Map.of(key, value)), true, 0);
  }

  @Test
  void whatWasWrittenIsThereAfterClosing(@TempDir Path directory) {
    for (StoreFs fs : List.of(new NioFs(directory.resolve("a/b")), new MemFs(), new SimFs())) {
      try (ToyStore store = open(fs)) {
        put(store, 1, 10);
        put(store, 2, 20);
      }
      try (ToyStore store = open(fs)) {
        assertEquals(Map.of(1, 10L, 2, 20L), store.state());
        store.flush();
        put(store, 1, 11);
      }
      try (ToyStore store = open(fs)) {
        assertEquals(Map.of(1, 11L, 2, 20L), store.state());
      }
    }
  }

  @Test
  void anIdleStoreWritesNothing() {
    open(disk).close();
    List<String> before = disk.list("");
    FaultFs fs = new FaultFs(disk, FaultPlan.NONE);
    open(fs).close();
    assertEquals(before, disk.list(""));
    List<String> changes = new ArrayList<>(fs.calls());
    changes.removeIf(call -> call.contains("LOCK.info"));
    assertEquals(List.of("sync "), changes);
  }

  @Test
  void aReportSaysWhatWasFound() {
    StoreDirectory first = StoreDirectory.create(disk, Blob.EMPTY, OPTIONS);
    assertTrue(first.replay(record -> {}).clean());
    ToyStore store = reopened(first);
    put(store, 1, 10);
    put(store, 2, 20);
    SimFs killed = disk.afterKill();
    StoreDirectory second = StoreDirectory.open(killed, OPTIONS);
    RecoveryReport report = second.replay(record -> {});
    assertFalse(report.clean());
    assertEquals(2, report.replayedRecords());
    assertEquals(2, report.lastLsn());
    assertEquals(0, report.droppedBytes());
    second.close();
  }

  private ToyStore reopened(StoreDirectory directory) {
    directory.close();
    return open(disk);
  }

  @Test
  void writingComesAfterReplaying() {
    try (StoreDirectory directory = StoreDirectory.create(disk, Blob.EMPTY, OPTIONS)) {
      assertThrows(IllegalStateException.class, () -> directory.append(List.of()));
      assertThrows(IllegalStateException.class, directory::lastLsn);
      directory.replay(record -> {});
      assertThrows(IllegalStateException.class, () -> directory.replay(record -> {}));
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    ToyStore store = open(disk);
    store.close();
    store.close();
    assertThrows(StoreClosedException.class, () -> put(store, 1, 1));
    assertThrows(StoreClosedException.class, store::flush);
  }

  @Test
  void whatIsNoStoreIsNotOpened(@TempDir Path directory) throws IOException {
    assertThrows(NotAStoreException.class, () -> StoreDirectory.open(new SimFs(), OPTIONS));
    StoreFs missing = new NioFs(directory.resolve("missing"));
    assertThrows(NotAStoreException.class, () -> StoreDirectory.open(missing, OPTIONS));
    assertFalse(StoreDirectory.exists(missing));
    Path file = Files.writeString(directory.resolve("file"), "hello");
    assertThrows(NotAStoreException.class, () -> StoreDirectory.open(new NioFs(file), OPTIONS));
    assertThrows(
        NotAStoreException.class,
        () -> StoreDirectory.create(new NioFs(file), Blob.EMPTY, OPTIONS));
    String message =
        assertThrows(
                NotAStoreException.class,
                () -> StoreDirectory.create(new NioFs(directory), Blob.EMPTY, OPTIONS))
            .getMessage();
    assertTrue(message.contains("[file]"), message);
    assertEquals("hello", Files.readString(file));
  }

  @Test
  void hiddenFilesDoNotMakeADirectorySomebodyElses() throws IOException {
    disk.createNew(".DS_Store", 0).close();
    open(disk).close();
    assertTrue(disk.list("").contains(".DS_Store"));
    assertThrows(
        AlreadyExistsException.class, () -> StoreDirectory.create(disk, Blob.EMPTY, OPTIONS));
  }

  @Test
  void filesOfOthersInAStoreAreLeftAlone() throws IOException {
    open(disk).close();
    for (String name : List.of("notes.txt", "tmp-notes", "seg-1.vseg", "wal-x.wal")) {
      disk.createNew(name, 0).close();
    }
    ToyStore store = open(disk);
    put(store, 1, 1);
    store.flush();
    store.close();
    assertTrue(
        disk.list("").containsAll(List.of("notes.txt", "tmp-notes", "seg-1.vseg", "wal-x.wal")));
  }

  @Test
  void leftoversGoAndTheirNumbersAreNotUsedAgain() throws IOException {
    open(disk).close();
    for (String name :
        List.of(
            "seg-0000000077.vseg", "tmp-seg-0000000078.vseg", "tmp-MANIFEST-0000000000000009")) {
      disk.createNew(name, 0).close();
    }
    try (ToyStore store = open(disk)) {
      put(store, 1, 1);
      store.flush();
      assertTrue(store.directory().manifest().segments().getFirst().number() > 78);
      assertFalse(disk.list("").contains("seg-0000000077.vseg"));
      assertFalse(disk.list("").contains("tmp-MANIFEST-0000000000000009"));
    }
  }

  @Test
  void aSecondOpeningNamesTheHolder(@TempDir Path directory) throws IOException {
    Path real = directory.resolve("store");
    try (ToyStore store = open(new NioFs(real))) {
      Path alias = Files.createSymbolicLink(directory.resolve("alias"), real);
      for (Path path : List.of(real, alias, real.resolve("../store/."))) {
        StoreLockedException locked =
            assertThrows(StoreLockedException.class, () -> open(new NioFs(path)));
        assertTrue(locked.holder().contains("process " + ProcessHandle.current().pid()));
      }
      put(store, 1, 1);
    }
    open(new NioFs(real)).close();
  }

  /** Run by another process. */
  static final class Intruder {
    public static void main(String[] args) {
      try {
        open(new NioFs(Path.of(args[0]))).close();
        System.out.println("opened");
      } catch (StoreLockedException locked) {
        System.out.println("refused: " + locked.holder());
      }
    }
  }

  private static String intrude(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    String main = Intruder.class.getName();
    Process process =
        new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, main, directory.toString())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void anotherProcessIsRefusedAndThenLetIn(@TempDir Path directory) throws IOException {
    try (ToyStore store = open(new NioFs(directory))) {
      put(store, 1, 1);
      String refused = intrude(directory);
      assertTrue(refused.contains("refused: process " + ProcessHandle.current().pid()), refused);
      assertThrows(StoreLockedException.class, () -> open(new NioFs(directory)));
      assertTrue(intrude(directory).contains("refused"), "a refused attempt here lost the lock");
    }
    String opened = intrude(directory);
    assertTrue(opened.contains("opened"), opened);
  }

  @Test
  void aLostLockFencesTheWriter(@TempDir Path directory) throws IOException {
    ToyStore store = open(new NioFs(directory));
    put(store, 1, 1);
    Files.delete(directory.resolve("LOCK"));
    assertThrows(DurabilityUnknownException.class, store::flush);
    assertThrows(StoreFailedException.class, () -> put(store, 2, 2));
    store.close();
    try (ToyStore next = open(new NioFs(directory))) {
      assertEquals(Map.of(1, 1L), next.state());
    }
  }

  @Test
  void aFailedForceEndsWritingAndReadingGoesOn() {
    FaultFs fs = null;
    for (int point = 0; fs == null; point++) {
      FaultFs candidate = new FaultFs(new SimFs(), new FaultPlan(point, FaultPlan.Fault.IO_ERROR));
      try {
        ToyStore store = open(candidate);
        put(store, 1, 1);
        store.flush();
        put(store, 2, 2);
      } catch (DurabilityUnknownException failure) {
        List<String> calls = candidate.calls();
        fs = calls.getLast().startsWith("force wal-") ? candidate : null;
      } catch (RuntimeException other) {
        // An earlier step failed.
      }
    }
    assertTrue(fs.struck());
  }

  @Test
  void afterAFailureEveryWriteIsRefusedWithTheCause() {
    SimFs sim = new SimFs();
    open(sim).close();
    FaultFs fs = new FaultFs(sim, new FaultPlan(19, FaultPlan.Fault.IO_ERROR));
    ToyStore store = open(fs);
    RuntimeException first = null;
    for (int i = 0; first == null; i++) {
      try {
        put(store, i, i);
      } catch (DurabilityUnknownException failure) {
        first = failure;
      } catch (StorageException notYet) {
        // The step before the log.
      }
    }
    assertTrue(store.directory().failed());
    String message = assertThrows(StoreFailedException.class, () -> put(store, 9, 9)).getMessage();
    assertTrue(message.contains("injected at"), message);
    assertThrows(StoreFailedException.class, store::flush);
    TreeMap<Integer, Long> readable = store.state();
    store.close();
    try (ToyStore next = open(sim)) {
      assertTrue(next.state().entrySet().containsAll(readable.entrySet()));
    }
  }

  @Test
  void aFullDiskPasses() {
    SimFs small = new SimFs().withCapacity(60_000);
    ToyStore store = open(small);
    int written = 0;
    while (true) {
      try {
        store.write(List.of(Map.of(written, 1L)), true, 3000);
        written++;
      } catch (DiskFullException full) {
        break;
      }
    }
    assertTrue(written > 5);
    assertFalse(store.directory().failed());
    small.withCapacity(200_000);
    put(store, 1000, 5);
    assertEquals(written + 1, store.state().size());
    store.close();
    try (ToyStore next = open(small)) {
      assertEquals(written + 1, next.state().size());
    }
  }

  @Test
  void anAlmostFullDiskStillTakesSmallWrites() {
    ToyStore store = ToyStore.open(disk, OPTIONS.withWals(1 << 20, 1 << 20));
    disk.withCapacity(100_000);
    put(store, 1, 10);
    assertTrue(store.directory().manifest().wals().getLast().allocatedBytes() < 10_000);
    store.close();
  }

  @Test
  void aStoreOpensOnAFullDiskAndWritesOnceThereIsRoom() {
    ToyStore store = open(disk);
    put(store, 1, 10);
    SimFs killed = disk.afterKill().withCapacity(1);
    ToyStore next = open(killed);
    assertEquals(Map.of(1, 10L), next.state());
    assertThrows(DiskFullException.class, () -> put(next, 2, 20));
    assertThrows(DiskFullException.class, next::flush);
    assertEquals(Map.of(1, 10L), next.state());
    killed.withCapacity(Long.MAX_VALUE);
    put(next, 3, 30);
    SimFs lost = killed.afterPowerLoss(PowerLoss.Kind.LOSE_ALL, 0);
    try (ToyStore last = open(lost)) {
      assertEquals(Map.of(1, 10L, 3, 30L), last.state());
    }
  }

  @Test
  void aLostManifestIsDamageNotAnEmptyStore() throws IOException {
    try (ToyStore store = open(disk)) {
      put(store, 1, 1);
      store.flush();
    }
    disk.delete(ManifestFiles.fileName(ManifestFiles.newest(disk.list(""))));
    assertThrows(CorruptStoreException.class, () -> StoreDirectory.open(disk, OPTIONS));
    assertThrows(
        CorruptStoreException.class, () -> StoreDirectory.create(disk, Blob.EMPTY, OPTIONS));
  }

  @Test
  void aLostOrForeignIdentityIsDamage() throws IOException {
    open(disk).close();
    SimFs lost = disk.afterKill();
    lost.delete(StoreIdentity.FILE);
    assertThrows(CorruptStoreException.class, () -> StoreDirectory.open(lost, OPTIONS));
    SimFs other = new SimFs();
    open(other).close();
    disk.damage(StoreIdentity.FILE, 0, other.bytes(StoreIdentity.FILE));
    assertThrows(CorruptStoreException.class, () -> StoreDirectory.open(disk, OPTIONS));
  }

  @Test
  void aFailedOpeningGivesTheLockBack() throws IOException {
    ToyStore store = open(disk);
    put(store, 1, 1);
    store.flush();
    SegmentRef segment = store.directory().manifest().segments().getFirst();
    store.close();
    byte[] good = disk.bytes(segment.fileName());
    disk.damage(segment.fileName(), good.length - 20, new byte[] {1, 2, 3});
    assertThrows(CorruptStoreException.class, () -> open(disk));
    disk.damage(segment.fileName(), 0, good);
    open(disk).close();
  }

  @Test
  void aStoreWithoutALogCountsOn() {
    MemFs memory = new MemFs();
    ToyStore store = ToyStore.open(memory, OPTIONS.withoutLog());
    put(store, 1, 10);
    store.flush();
    put(store, 1, 11);
    assertEquals(Map.of(1, 11L), store.state());
    assertEquals(2, store.directory().lastLsn());
    assertTrue(memory.list("").stream().noneMatch(name -> name.startsWith("wal-")));
    store.flush();
    store.close();
  }

  @Test
  void aFlushDropsTheLogAndOldFiles() {
    ToyStore store = open(disk);
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 20; i++) {
        store.write(List.of(Map.of(i, (long) round)), i % 3 == 0, 1000);
      }
      store.flush();
      store.compact();
    }
    store.close();
    List<String> left = new ArrayList<>(disk.list(""));
    left.removeAll(List.of("LOCK.info", "STORE"));
    assertEquals(2, left.size(), left.toString());
  }
}
