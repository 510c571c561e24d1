package io.vecstore.persist.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The simulator is an oracle of the crash tests, so it is tested for losing enough, and not too
 * much.
 */
class SimFsTest extends StoreFsContract {

  @Override
  protected StoreFs empty() {
    return new SimFs();
  }

  private static SimFs lose(SimFs fs) {
    return fs.afterPowerLoss(PowerLoss.Kind.LOSE_ALL, 0);
  }

  @Test
  void aForcedFileWithoutASyncedNameIsLost() throws IOException {
    SimFs fs = new SimFs();
    put(fs, "a", "hello");
    assertEquals(List.of(), lose(fs).list(""));
    fs.syncDirectory("");
    assertEquals("hello", get(lose(fs), "a"));
  }

  @Test
  void aSyncedNameWithoutForcedBytesIsEmpty() throws IOException {
    SimFs fs = new SimFs();
    try (StoreFile file = fs.createNew("a", 0)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2}), 0);
      fs.syncDirectory("");
      assertEquals(0, lose(fs).size("a"));
      assertEquals(2, fs.afterPowerLoss(PowerLoss.Kind.KEEP_ALL, 0).size("a"));
    }
  }

  @Test
  void bytesThatAFailedForceDroppedAreShownAndNeverWritten() throws IOException {
    SimFs fs = new SimFs();
    try (StoreFile file = fs.createNew("a", 0)) {
      fs.syncDirectory("");
      file.write(ByteBuffer.wrap(new byte[] {1, 2}), 0);
      fs.loseUnsynced("a");
      file.force();
      assertArrayEquals(new byte[] {1, 2}, fs.bytes("a"));
      assertEquals(0, lose(fs).size("a"));
    }
  }

  @Test
  void aKilledProcessLosesNothingAndMakesNothingSafe() throws IOException {
    SimFs fs = new SimFs();
    put(fs, "a", "hello");
    fs.lock("LOCK", "me").orElseThrow();
    SimFs after = fs.afterKill();
    assertEquals("hello", get(after, "a"));
    assertTrue(after.lock("LOCK", "you").isPresent());
    assertEquals(List.of(), lose(after).list(""));
  }

  @Test
  void anyLossTearsAtSectorsAndReordersThem() throws IOException {
    SimFs fs = new SimFs();
    byte[] ones = new byte[4 * PowerLoss.SECTOR];
    Arrays.fill(ones, (byte) 1);
    try (StoreFile file = fs.createNew("a", 0)) {
      file.write(ByteBuffer.wrap(new byte[ones.length]), 0);
      file.force();
      fs.syncDirectory("");
      file.write(ByteBuffer.wrap(ones), 0);
    }
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 500; seed++) {
      byte[] left = fs.afterPowerLoss(PowerLoss.Kind.ANY, seed).bytes("a");
      StringBuilder sectors = new StringBuilder();
      for (int at = 0; at < left.length; at += PowerLoss.SECTOR) {
        byte[] sector = Arrays.copyOfRange(left, at, at + PowerLoss.SECTOR);
        assertTrue(
            Arrays.equals(sector, new byte[PowerLoss.SECTOR])
                || Arrays.equals(sector, Arrays.copyOf(ones, PowerLoss.SECTOR)));
        sectors.append(sector[0]);
      }
      seen.add(sectors.toString());
    }
    assertEquals(16, seen.size());
  }

  @Test
  void anyLossReordersNames() throws IOException {
    SimFs fs = new SimFs();
    put(fs, "a", "");
    put(fs, "b", "");
    fs.rename("b", "c");
    Set<List<String>> seen = new HashSet<>();
    for (int seed = 0; seed < 500; seed++) {
      seen.add(fs.afterPowerLoss(PowerLoss.Kind.ANY, seed).list(""));
    }
    assertTrue(seen.contains(List.of("c")), seen.toString());
    assertTrue(seen.contains(List.of("a", "b")), seen.toString());
    assertTrue(seen.contains(List.of()), seen.toString());
  }

  @Test
  void aPrefixLossKeepsTheOrder() throws IOException {
    SimFs fs = new SimFs();
    for (int i = 0; i < 5; i++) {
      put(fs, "f" + i, "");
    }
    for (int seed = 0; seed < 100; seed++) {
      int left = fs.afterPowerLoss(PowerLoss.Kind.PREFIX, seed).list("").size();
      List<String> expected = List.of("f0", "f1", "f2", "f3", "f4").subList(0, left);
      assertEquals(expected, fs.afterPowerLoss(PowerLoss.Kind.PREFIX, seed).list(""));
    }
  }

  @Test
  void aFullDiskRefusesBytesAndTakesThemAgain() throws IOException {
    SimFs fs = new SimFs().withCapacity(10);
    put(fs, "a", "12345678");
    StoreFile file = fs.createNew("b", 0);
    assertThrows(NoSpaceException.class, () -> file.write(ByteBuffer.allocate(3), 0));
    fs.delete("a");
    file.write(ByteBuffer.allocate(3), 0);
    assertEquals(7, fs.freeBytes());
  }
}
