package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StorageException;
import io.vecstore.persist.fs.FaultFs;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.PowerLoss;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.snapshot.SnapshotRef;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotAndBackupTest {

  private static final DirectoryOptions OPTIONS =
      DirectoryOptions.withBackground(Runnable::run).withWals(8192, 16384);

  private final SimFs disk = new SimFs();
  private final ToyStore store = ToyStore.open(disk, OPTIONS);

  private void put(int key, long value) {
    store.write(List.of(Map.of(key, value)), true, 0);
  }

  @Test
  void aSnapshotKeepsItsState() {
    put(1, 10);
    put(2, 20);
    store.snapshot("before");
    put(1, 11);
    put(2, -1);
    store.flush();
    store.compact();
    assertEquals(Map.of(1, 10L, 2, 20L), store.snapshotState("before", OPTIONS));
    assertEquals(Map.of(1, 11L), store.state());
    SnapshotRef snapshot = store.directory().snapshots().list().getFirst();
    assertEquals("before", snapshot.name());
    assertEquals(2, snapshot.rows());
    assertTrue(snapshot.bytes() > 100 && snapshot.createdAt() > 0);
  }

  @Test
  void restoringTakesTheStateBackAndWritingGoesOn() {
    put(1, 10);
    store.snapshot("before");
    put(1, 11);
    put(2, 22);
    long lsn = store.directory().lastLsn();
    store.restore("before");
    assertEquals(Map.of(1, 10L), store.state());
    put(3, 33);
    assertEquals(lsn + 1, store.directory().lastLsn());
    store.close();
    try (ToyStore next = ToyStore.open(disk, OPTIONS)) {
      assertEquals(Map.of(1, 10L, 3, 33L), next.state());
      next.restore("before");
      assertEquals(Map.of(1, 10L), next.state());
      assertEquals(Map.of(1, 10L), next.snapshotState("before", OPTIONS));
    }
  }

  @Test
  void namesAreUniqueWhateverTheirCase() {
    put(1, 10);
    store.snapshot("Monday");
    assertThrows(AlreadyExistsException.class, () -> store.snapshot("Monday"));
    assertThrows(AlreadyExistsException.class, () -> store.snapshot("monday"));
    assertThrows(InvalidInputException.class, () -> store.snapshot("../monday"));
    assertEquals(1, store.directory().snapshots().list().size());
  }

  @Test
  void aMissingSnapshotIsNotFound() {
    for (String name : List.of("tuesday", "tmp-x")) {
      assertThrows(NotFoundException.class, () -> store.directory().snapshots().delete(name));
      assertThrows(NotFoundException.class, () -> store.restore(name));
      assertThrows(NotFoundException.class, () -> store.snapshotState(name, OPTIONS));
    }
    assertThrows(
        InvalidInputException.class, () -> store.directory().snapshots().directory("../.."));
  }

  @Test
  void aDeletedSnapshotGivesItsFilesBack() {
    put(1, 10);
    store.snapshot("before");
    put(1, 11);
    store.flush();
    store.directory().snapshots().delete("before");
    assertEquals(List.of(), disk.list("snapshots"));
    store.snapshot("before");
    assertEquals(Map.of(1, 11L), store.snapshotState("before", OPTIONS));
  }

  @Test
  void aSnapshotThatIsShownAfterAKillSurvivesAPowerCut() {
    assertEquals(List.of(), shownAndLost(found -> found));
  }

  @Test
  void aSnapshotThatIsShownWithoutBeingSyncedIsNoticed() {
    assertNotEquals(List.of(), shownAndLost(found -> deaf(found, "snapshots/before")));
  }

  /**
   * Kills the process at every step of making a snapshot, opens the store, looks whether it shows
   * the snapshot, cuts the power and looks again.
   */
  private static List<String> shownAndLost(UnaryOperator<StoreFs> layer) {
    List<String> lost = new ArrayList<>();
    boolean struck = true;
    for (int point = 0; struck; point++) {
      SimFs found = killedAt(point);
      struck = found != null;
      if (struck) {
        boolean shown;
        try (ToyStore next = ToyStore.open(layer.apply(found), OPTIONS)) {
          shown = !next.directory().snapshots().list().isEmpty();
          found = found.afterPowerLoss(PowerLoss.Kind.LOSE_ALL, point);
        }
        try (ToyStore last = ToyStore.open(found, OPTIONS)) {
          if (shown && last.directory().snapshots().list().isEmpty()) {
            lost.add("killed at step " + point);
          }
        }
      }
    }
    return lost;
  }

  /** Returns the disk of a store that was killed while it made a snapshot; null after all steps. */
  private static @Nullable SimFs killedAt(int point) {
    SimFs disk = new SimFs();
    try (ToyStore store = ToyStore.open(disk, OPTIONS)) {
      store.write(List.of(Map.of(1, 10L)), true, 0);
      store.flush();
    }
    int before = steps(disk.afterKill(), Long.MAX_VALUE, false).calls().size();
    SimFs killed = disk.afterKill();
    FaultFs faulty = steps(killed, before + (long) point, true);
    return faulty.struck() ? killed.afterKill() : null;
  }

  private static FaultFs steps(SimFs disk, long point, boolean snapshot) {
    FaultFs faulty = new FaultFs(disk, new FaultPlan(point, FaultPlan.Fault.POWER_CUT));
    ToyStore store = ToyStore.open(faulty, OPTIONS);
    try {
      if (snapshot) {
        store.snapshot("before");
      }
    } catch (StorageException killed) {
      // As planned; what is on the disk by now is what the next process finds.
    }
    faulty.powerOff();
    return faulty;
  }

  /** Returns the same disk, which does not sync one directory. */
  private static StoreFs deaf(StoreFs disk, String directory) {
    InvocationHandler forward =
        (proxy, method, arguments) -> {
          if (method.getName().equals("syncDirectory") && directory.equals(arguments[0])) {
            return null;
          }
          try {
            return method.invoke(disk, arguments);
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (StoreFs)
        Proxy.newProxyInstance(
            StoreFs.class.getClassLoader(), new Class<?>[] {StoreFs.class}, forward);
  }

  @Test
  void aSnapshotNeedsAFlushedLog() {
    put(1, 10);
    try (ManifestPin pin = store.directory().pin()) {
      assertThrows(
          IllegalStateException.class, () -> store.directory().createSnapshot("early", pin));
    }
    assertEquals(List.of(), store.directory().snapshots().list());
  }

  @Test
  void aCopyOfASnapshotDirectoryIsAStore() throws IOException {
    put(1, 10);
    store.snapshot("before");
    SimFs other = new SimFs();
    for (String name : disk.list("snapshots/before")) {
      var bytes = java.nio.ByteBuffer.wrap(disk.bytes("snapshots/before/" + name));
      try (var file = other.createNew(name, 0)) {
        file.write(bytes, 0);
      }
    }
    try (ToyStore copy = ToyStore.open(other, OPTIONS)) {
      assertEquals(Map.of(1, 10L), copy.state());
    }
  }

  @Test
  void aDamagedSnapshotIsListedAndNotRestored() throws IOException {
    put(1, 10);
    store.snapshot("before");
    put(1, 11);
    String manifest =
        disk.list("snapshots/before").stream()
            .filter(n -> n.startsWith("MANIFEST"))
            .findAny()
            .get();
    disk.damage("snapshots/before/" + manifest, 50, new byte[] {9});
    assertEquals("before", store.directory().snapshots().list().getFirst().name());
    assertThrows(CorruptStoreException.class, () -> store.restore("before"));
    assertEquals(Map.of(1, 11L), store.state());
    store.directory().snapshots().delete("before");
    assertEquals(List.of(), store.directory().snapshots().list());
  }

  private long backup(StoreFs target) {
    store.flush();
    try (ManifestPin pin = store.directory().pin()) {
      return StoreBackup.copy(disk, pin.manifest(), target);
    }
  }

  @Test
  void aBackupIsAStoreAndTheNextOneCopiesWhatIsNew(@TempDir Path directory) {
    StoreFs target = new NioFs(directory.resolve("backup"));
    put(1, 10);
    long first = backup(target);
    put(2, 20);
    long second = backup(target);
    assertTrue(second > 0 && second <= first, first + ", " + second);
    put(1, 11);
    backup(target);
    assertEquals(0, backup(target));
    try (ToyStore copy = ToyStore.open(target, OPTIONS)) {
      assertEquals(Map.of(1, 11L, 2, 20L), copy.state());
      Manifest mine = store.directory().manifest();
      assertEquals(mine.storeId(), copy.directory().manifest().storeId());
    }
  }

  @Test
  void aBackupGoesNowhereElse(@TempDir Path directory) throws IOException {
    put(1, 10);
    SimFs other = new SimFs();
    ToyStore.open(other, OPTIONS).close();
    assertThrows(AlreadyExistsException.class, () -> backup(other));
    java.nio.file.Files.writeString(directory.resolve("thesis.tex"), "...");
    assertThrows(NotAStoreException.class, () -> backup(new NioFs(directory)));
  }

  @Test
  void damageIsNotBackedUp() throws IOException {
    put(1, 10);
    SimFs target = new SimFs();
    backup(target);
    put(2, 20);
    store.flush();
    String segment = store.directory().manifest().segments().getLast().fileName();
    disk.damage(segment, 64, new byte[] {9, 9});
    assertThrows(CorruptStoreException.class, () -> backup(target));
    try (ToyStore copy = ToyStore.open(target, OPTIONS)) {
      assertEquals(Map.of(1, 10L), copy.state());
    }
  }

  @Test
  void aDamagedBackupIsRepairedByTheNext() throws IOException {
    put(1, 10);
    SimFs target = new SimFs();
    backup(target);
    String segment = store.directory().manifest().segments().getLast().fileName();
    target.damage(segment, 64, new byte[] {9, 9});
    assertTrue(backup(target) > 0);
    try (ToyStore copy = ToyStore.open(target, OPTIONS)) {
      assertEquals(Map.of(1, 10L), copy.state());
    }
  }

  @Test
  void aRestoredBackupIsAStoreOfItsOwn() {
    put(1, 10);
    store.snapshot("before");
    SimFs target = new SimFs();
    StoreFs snapshot = store.directory().snapshots().directory("before");
    StoreBackup.restore(snapshot, target, new Random(1));
    try (ToyStore copy = ToyStore.open(target, OPTIONS)) {
      assertEquals(Map.of(1, 10L), copy.state());
      Manifest mine = store.directory().manifest();
      assertNotEquals(mine.storeId(), copy.directory().manifest().storeId());
    }
    assertThrows(
        AlreadyExistsException.class, () -> StoreBackup.restore(snapshot, target, new Random(2)));
    assertFalse(StoreDirectory.exists(new SimFs()));
  }
}
