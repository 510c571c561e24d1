package io.vecstore.persist.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StorageException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.TombstoneRef;
import io.vecstore.persist.wal.WalRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestFilesTest {

  static final Manifest SAMPLE =
      new Manifest(
          42,
          new UUID(3, 4),
          1000,
          99,
          List.of(
              WalRef.active(17, 5, 1 << 20, 900).seal(8000, 1005),
              WalRef.active(18, -6, 2 << 20, 1006)),
          List.of(
              new SegmentRef(12, 123456, 0xCAFEBABE, 10, 1, 500, Optional.empty()),
              new SegmentRef(
                  13, 777, 1, 20, 501, 1000, Optional.of(new TombstoneRef(13, 14, 55, 66)))),
          Blob.utf8("schema"),
          Map.of("b", Blob.utf8("2"), "a", Blob.EMPTY));

  private final SimFs disk = new SimFs();

  private void commit(Manifest manifest) throws IOException {
    ManifestFiles.prepare(disk, manifest);
    ManifestFiles.publish(disk, manifest.generation());
  }

  @Test
  void aManifestComesBackAsItWas() throws IOException {
    commit(SAMPLE);
    assertEquals(SAMPLE, ManifestFiles.latest(disk).orElseThrow());
    assertEquals(List.of("MANIFEST-0000000000000042"), disk.list(""));
  }

  @Test
  void theHighestGenerationIsCurrent() throws IOException {
    commit(SAMPLE);
    commit(SAMPLE.numbered(100, 5));
    commit(SAMPLE.numbered(1000, 5));
    assertEquals(1000, ManifestFiles.latest(disk).orElseThrow().generation());
  }

  @Test
  void otherFilesAreNoManifests() throws IOException {
    for (String name :
        List.of(
            "MANIFEST-",
            "MANIFEST-42",
            "MANIFEST-000000000000004x",
            "manifest-0000000000000042",
            ".DS_Store")) {
      disk.createNew(name, 0).close();
    }
    assertEquals(Optional.empty(), ManifestFiles.latest(disk));
  }

  @Test
  void everyDamagedByteIsFoundAndNoOlderManifestIsTaken() throws IOException {
    commit(SAMPLE.numbered(41, 99));
    commit(SAMPLE);
    String name = ManifestFiles.fileName(42);
    byte[] good = disk.bytes(name);
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < 8; bit += 3) {
        SimFs copy = disk.afterKill();
        copy.damage(name, at, new byte[] {(byte) (good[at] ^ (1 << bit))});
        assertThrows(StorageException.class, () -> ManifestFiles.latest(copy), "offset " + at);
      }
      SimFs cut = disk.afterKill();
      cut.truncate(name, at);
      assertThrows(CorruptStoreException.class, () -> ManifestFiles.latest(cut), "cut at " + at);
    }
  }

  @Test
  void partsThatDoNotFitAreDamageEvenWithARightChecksum() throws IOException {
    commit(SAMPLE);
    String name = ManifestFiles.fileName(42);
    for (int field : new int[] {64, 68, 72}) {
      for (int count : new int[] {-1, 3, 1_000_000_000}) {
        assertThrows(
            CorruptStoreException.class, () -> ManifestFiles.latest(forge(name, field, count)));
      }
    }
  }

  @Test
  void aNewerFormatIsRefusedByName() throws IOException {
    commit(SAMPLE);
    SimFs newer = forge(ManifestFiles.fileName(42), 4, 0x0009_0009);
    String message =
        assertThrows(UnsupportedFormatException.class, () -> ManifestFiles.latest(newer))
            .getMessage();
    assertTrue(message.contains("format 9") && message.contains("up to 1"), message);
    SimFs feature = forge(ManifestFiles.fileName(42), 8, 1);
    assertThrows(UnsupportedFormatException.class, () -> ManifestFiles.latest(feature));
  }

  /** Changes a field and signs the whole again. */
  private SimFs forge(String name, int field, int value) throws IOException {
    SimFs copy = disk.afterKill();
    ByteBuffer bytes = ByteBuffer.wrap(copy.bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(field, value);
    bytes.putInt(bytes.limit() - 4, Checksum.of(bytes, 0, bytes.limit() - 4));
    copy.damage(name, 0, bytes.array());
    return copy;
  }

  @Test
  void aWriterThatWasOvertakenDoesNotPublish() throws IOException {
    ManifestFiles.prepare(disk, SAMPLE);
    commit(SAMPLE.numbered(43, 99));
    assertThrows(FencedException.class, () -> ManifestFiles.publish(disk, 42));
    assertEquals(43, ManifestFiles.latest(disk).orElseThrow().generation());
  }

  @Test
  void aStoreIsCleanUntilALogIsActive() {
    assertFalse(SAMPLE.clean());
    assertTrue(SAMPLE.withWals(SAMPLE.wals().subList(0, 1)).clean());
    assertTrue(Manifest.first(new UUID(0, 1), Blob.EMPTY).clean());
  }

  @Test
  void allFilesAreNamed() {
    assertEquals(
        List.of(
            "wal-0000000017.wal",
            "wal-0000000018.wal",
            "seg-0000000012.vseg",
            "seg-0000000013.vseg",
            "del-0000000013-0000000014.del"),
        SAMPLE.fileNames());
  }
}
