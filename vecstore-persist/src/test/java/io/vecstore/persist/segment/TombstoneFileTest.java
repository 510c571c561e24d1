package io.vecstore.persist.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.persist.fs.SimFs;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class TombstoneFileTest {

  private static final Tombstones SAMPLE =
      new Tombstones(
          RoaringBitmap.bitmapOf(1, 5, 70_000),
          RoaringBitmap.bitmapOf(2, 69_999),
          new long[] {11, 12},
          new long[] {1000, 2000});

  private final SimFs disk = new SimFs();

  @Test
  void tombstonesComeBackAsTheyWere() throws IOException {
    TombstoneRef ref = TombstoneFile.write(disk, 3, 4, SAMPLE);
    Tombstones back = TombstoneFile.read(disk, ref, 70_001);
    assertEquals(SAMPLE, back);
    assertEquals(12, back.softLsn(69_999));
    assertEquals(1000, back.softTime(2));
    assertThrows(IllegalArgumentException.class, () -> back.softTime(3));
  }

  @Test
  void anySetOfRowsComesBack() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 1; i < 60; i++) {
      int rows = random.nextInt(1, 200_000);
      RoaringBitmap dead = new RoaringBitmap();
      int mode = random.nextInt(3);
      for (int k = 0; k < random.nextInt(5000); k++) {
        int at = random.nextInt(rows);
        dead.add((long) at, mode == 0 ? at + 1L : Math.min(rows, at + 1L + mode * 50L));
      }
      dead.runOptimize();
      TombstoneRef ref = TombstoneFile.write(disk, 3, i, Tombstones.ofDead(dead));
      assertEquals(dead, TombstoneFile.read(disk, ref, rows).dead());
    }
  }

  @Test
  void noTombstonesAreAFileToo() throws IOException {
    TombstoneRef ref = TombstoneFile.write(disk, 3, 4, Tombstones.NONE);
    assertEquals(Tombstones.NONE, TombstoneFile.read(disk, ref, 0));
  }

  @Test
  void aRowThatIsNotThereIsDamage() throws IOException {
    TombstoneRef ref = TombstoneFile.write(disk, 3, 4, SAMPLE);
    assertThrows(CorruptStoreException.class, () -> TombstoneFile.read(disk, ref, 70_000));
  }

  @Test
  void everyDamagedByteIsFound() throws IOException {
    TombstoneRef ref = TombstoneFile.write(disk, 3, 4, SAMPLE);
    byte[] good = disk.bytes(ref.fileName());
    for (int at = 0; at < good.length; at++) {
      SimFs copy = disk.afterKill();
      copy.damage(ref.fileName(), at, new byte[] {(byte) (good[at] ^ 32)});
      assertThrows(CorruptStoreException.class, () -> TombstoneFile.read(copy, ref, 70_001));
      SimFs cut = disk.afterKill();
      cut.truncate(ref.fileName(), at);
      assertThrows(CorruptStoreException.class, () -> TombstoneFile.read(cut, ref, 70_001));
    }
  }

  @Test
  void anotherGenerationUnderTheNameIsRefused() throws IOException {
    TombstoneRef ref = TombstoneFile.write(disk, 3, 4, SAMPLE);
    TombstoneRef other = TombstoneFile.write(disk, 3, 5, SAMPLE);
    disk.rename(other.fileName(), ref.fileName());
    assertThrows(CorruptStoreException.class, () -> TombstoneFile.read(disk, ref, 70_001));
  }
}
