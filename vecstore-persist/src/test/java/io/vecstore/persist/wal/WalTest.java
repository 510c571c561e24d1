package io.vecstore.persist.wal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.persist.fs.FaultFs;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.PowerLoss;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WalTest {

  private static final UUID STORE = new UUID(1, 2);
  private static final WalRef ACTIVE = WalRef.active(7, 0x5A175A17L, 8192, 100);

  private final SimFs disk = new SimFs();

  private static WalOperation text(String text) {
    return new WalOperation(3, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static List<String> read(StoreFs fs, WalRef ref) throws IOException {
    List<String> found = new ArrayList<>();
    WalReader.read(
        fs, ref, record -> found.add(record.lsn() + UTF_8.decode(record.payload()).toString()));
    return found;
  }

  private WalWriter writer(StoreFs fs) throws IOException {
    WalWriter writer = WalWriter.create(fs, ACTIVE, STORE);
    fs.syncDirectory("");
    return writer;
  }

  @Test
  void recordsComeBackInOrder() throws IOException {
    WalWriter writer = writer(disk);
    assertEquals(99, writer.lastLsn());
    assertEquals(101, writer.append(List.of(text("a"), text("bc"))));
    assertEquals(99, writer.durableLsn());
    writer.force();
    assertEquals(101, writer.durableLsn());
    writer.append(List.of(text("")));
    assertEquals(List.of("100a", "101bc", "102"), read(disk, ACTIVE));
  }

  @Test
  void typeAndPayloadAreKept() throws IOException {
    writer(disk).append(List.of(new WalOperation(255, ByteBuffer.wrap(new byte[] {1, 2, 3}))));
    WalReader.read(
        disk,
        ACTIVE,
        record -> {
          assertEquals(255, record.type());
          assertEquals(3, record.payload().remaining());
          assertTrue(record.payload().isReadOnly());
          record.payload().get();
          assertEquals(3, record.operation().payload().remaining(), "reading does not consume");
        });
  }

  @Test
  void anEmptyLogHasNoRecords() throws IOException {
    writer(disk);
    assertEquals(List.of(), read(disk, ACTIVE));
    assertEquals(List.of(), read(disk.afterPowerLoss(PowerLoss.Kind.LOSE_ALL, 0), ACTIVE));
  }

  @Test
  void whatWasForcedSurvivesAPowerLoss() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a")));
    writer.force();
    writer.append(List.of(text("b")));
    for (int seed = 0; seed < 50; seed++) {
      List<String> left = read(disk.afterPowerLoss(PowerLoss.Kind.ANY, seed), ACTIVE);
      assertEquals("100a", left.getFirst());
    }
  }

  @Test
  void tornLastRecordIsDropped() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a"), text("b")));
    writer.force();
    writer.append(List.of(text("a long record that is torn")));
    disk.damage(ACTIVE.fileName(), 4096 + 64 + 30, new byte[8]);
    List<String> found = new ArrayList<>();
    WalReader.Replay replay = WalReader.read(disk, ACTIVE, record -> found.add("" + record.lsn()));
    assertEquals(List.of("100", "101"), found);
    assertEquals(101, replay.lastLsn());
    assertEquals(4096 + 64, replay.end());
    assertTrue(replay.droppedBytes() >= 24, replay.toString());
  }

  @Test
  void aRecordWhoseSuccessorKnewItDurableIsNotDroppedButMissed() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a")));
    writer.force();
    writer.append(List.of(text("b")));
    disk.damage(ACTIVE.fileName(), 4096 + 24, new byte[] {'x'});
    CorruptStoreException damage =
        assertThrows(CorruptStoreException.class, () -> read(disk, ACTIVE));
    assertEquals(4096, damage.offset());
    assertTrue(damage.file().endsWith("wal-0000000007.wal"), damage.file());
  }

  @Test
  void recordsOfOneGroupSayNothingOfEachOther() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a"), text("b")));
    disk.damage(ACTIVE.fileName(), 4096 + 24, new byte[] {'x'});
    assertEquals(List.of(), read(disk, ACTIVE));
  }

  @Test
  void everyDamagedByteOfASealedLogIsFound() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("12345678"), text("abcdefgh")));
    WalRef sealed = writer.seal();
    assertEquals(List.of("10012345678", "101abcdefgh"), read(disk, sealed));
    byte[] good = disk.bytes(sealed.fileName());
    for (int at = 0; at < sealed.end(); at++) {
      if (at >= 60 && at < 4096) {
        continue; // the unused rest of the header
      }
      SimFs copy = disk.afterKill();
      copy.damage(sealed.fileName(), at, new byte[] {(byte) (good[at] ^ 0x10)});
      assertThrows(RuntimeException.class, () -> read(copy, sealed), "offset " + at);
    }
  }

  @Test
  void aLogThatWasCutShortIsDamaged() throws IOException {
    writer(disk).append(List.of(text("a")));
    disk.truncate(ACTIVE.fileName(), 8191);
    assertThrows(CorruptStoreException.class, () -> read(disk, ACTIVE));
    disk.delete(ACTIVE.fileName());
    assertThrows(CorruptStoreException.class, () -> read(disk, ACTIVE));
  }

  @Test
  void anotherLogUnderTheNameIsRefused() throws IOException {
    writer(disk).append(List.of(text("a")));
    WalRef other = WalRef.active(7, 1, 8192, 100);
    assertThrows(CorruptStoreException.class, () -> read(disk, other));
  }

  @Test
  void recordsOfAnotherSaltAreGarbage() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a")));
    WalRef other = WalRef.active(8, 1, 8192, 101);
    WalWriter.create(disk, other, STORE).append(List.of(text("b")));
    byte[] foreign = java.util.Arrays.copyOfRange(disk.bytes(other.fileName()), 4096, 4096 + 32);
    disk.damage(ACTIVE.fileName(), 4096 + 32, foreign);
    assertEquals(List.of("100a"), read(disk, ACTIVE));
  }

  @Test
  void nothingIsWrittenAfterAFailedForce() throws IOException {
    FaultFs fs = new FaultFs(disk, new FaultPlan(6, FaultPlan.Fault.IO_ERROR));
    WalWriter writer = writer(fs);
    writer.append(List.of(text("a")));
    assertThrows(IOException.class, writer::force);
    assertThrows(IOException.class, writer::force);
    assertThrows(IOException.class, () -> writer.append(List.of(text("b"))));
    assertThrows(IOException.class, writer::seal);
    assertEquals(99, writer.durableLsn());
    assertEquals(7, fs.calls().size(), fs.calls().toString());
  }

  @Test
  void aFullLogSaysSo() throws IOException {
    WalWriter writer = writer(disk);
    WalOperation large = new WalOperation(0, ByteBuffer.allocate(4096 - 24));
    assertTrue(writer.hasRoom(large.recordBytes()));
    writer.append(List.of(large));
    assertFalse(writer.hasRoom(24));
    assertThrows(IllegalStateException.class, () -> writer.append(List.of(text(""))));
    assertEquals(100, writer.seal().lastLsn());
  }

  @Test
  void aLengthIsCheckedBeforeItIsUsed() throws IOException {
    WalWriter writer = writer(disk);
    writer.append(List.of(text("a")));
    for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 64 << 20, 4073}) {
      ByteBuffer bytes = ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      disk.damage(ACTIVE.fileName(), 4096 + 4, bytes.putInt(length).array());
      assertEquals(List.of(), read(disk, ACTIVE));
    }
  }
}
