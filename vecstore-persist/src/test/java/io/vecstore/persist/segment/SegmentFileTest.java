package io.vecstore.persist.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.StoreClosedException;
import io.vecstore.core.schema.Verification;
import io.vecstore.core.spi.Section;
import io.vecstore.persist.fs.FileReaper;
import io.vecstore.persist.fs.MemFs;
import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFileTest {

  private static final UUID STORE = new UUID(1, 2);

  private static MemorySegment bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  private static final MemorySegment VECTORS = bytes(70_000, 1);
  private static final MemorySegment IDS = bytes(13, 2);
  private static final MemorySegment GRAPH = bytes(500, 3);

  private static SegmentRef write(StoreFs fs, long number) throws IOException {
    Section vectors =
        new Section("vectors", 4, List.of(VECTORS.asSlice(0, 10), VECTORS.asSlice(10)));
    List<Section> primary = List.of(Section.of("ids", 1, IDS), vectors);
    Section empty = new Section("empty", 9, List.of());
    List<Section> derived = List.of(Section.of("graph", 2, GRAPH), empty);
    SegmentWriter.Written written = SegmentWriter.write(fs, STORE, number, primary, derived);
    return new SegmentRef(number, written.bytes(), written.footerCrc(), 5, 1, 9, Optional.empty());
  }

  private static SegmentFile open(StoreFs fs, SegmentRef ref, Verification mode)
      throws IOException {
    return SegmentFile.open(fs, new FileReaper(fs, Runnable::run), ref, mode);
  }

  private static void assertSame(MemorySegment expected, MemorySegment actual) {
    assertEquals(-1, expected.mismatch(actual));
  }

  @Test
  void sectionsComeBackAsTheyWere(@TempDir Path directory) throws IOException {
    for (StoreFs fs : List.of(new NioFs(directory), new MemFs(), new SimFs())) {
      SegmentRef ref = write(fs, 12);
      assertEquals(List.of("seg-0000000012.vseg"), fs.list(""));
      SegmentFile file = open(fs, ref, Verification.FULL);
      assertEquals(List.of("ids", "vectors", "graph", "empty"), file.names());
      assertSame(VECTORS, file.require("vectors"));
      assertSame(IDS, file.require("ids"));
      assertSame(GRAPH, file.require("graph"));
      assertEquals(0, file.require("empty").byteSize());
      assertEquals(4, file.version("vectors"));
      assertEquals(0, file.require("vectors").address() % 64);
      assertTrue(file.require("ids").isReadOnly());
      assertEquals(Optional.empty(), file.find("nothing"));
      assertThrows(CorruptStoreException.class, () -> file.version("nothing"));
      assertEquals(List.of(), file.verify());
      file.release();
    }
  }

  @Test
  void aLargeFileIsMappedAndVerifiedBlockByBlock(@TempDir Path directory) throws IOException {
    NioFs fs = new NioFs(directory);
    MemorySegment large = bytes(9_000_000, 5);
    SegmentWriter.Written written =
        SegmentWriter.write(fs, STORE, 1, List.of(Section.of("vectors", 1, large)), List.of());
    SegmentRef ref =
        new SegmentRef(1, written.bytes(), written.footerCrc(), 5, 1, 9, Optional.empty());
    SegmentFile file = open(fs, ref, Verification.FULL);
    assertSame(large, file.require("vectors"));
    assertEquals(0, file.require("vectors").address() % 4096);
    file.release();
  }

  @Test
  void damageOfALargeFileIsFoundWithItsPlace() throws IOException {
    SimFs fs = new SimFs();
    MemorySegment large = bytes(9_000_000, 5);
    SegmentWriter.Written written =
        SegmentWriter.write(fs, STORE, 1, List.of(Section.of("vectors", 1, large)), List.of());
    SegmentRef ref =
        new SegmentRef(1, written.bytes(), written.footerCrc(), 5, 1, 9, Optional.empty());
    fs.damage(ref.fileName(), 4096 + 3_000_000, new byte[] {1, 2, 3, 4});
    SegmentFile file = open(fs, ref, Verification.DEFAULT);
    CorruptStoreException found = file.verify().getFirst();
    assertEquals(4096 + (2 << 20), found.offset());
    assertTrue(found.file().endsWith("seg-0000000001.vseg[vectors]"), found.file());
    assertThrows(CorruptStoreException.class, () -> open(fs, ref, Verification.FULL));
  }

  @Test
  void everyDamagedByteIsAnErrorOrAnAbsentDerivedSectionOrChangesNothing() throws IOException {
    SimFs disk = new SimFs();
    Section ids = Section.of("ids", 1, bytes(200, 7));
    Section graph = Section.of("graph", 2, bytes(150, 8));
    SegmentWriter.Written written =
        SegmentWriter.write(disk, STORE, 1, List.of(ids), List.of(graph));
    SegmentRef ref =
        new SegmentRef(1, written.bytes(), written.footerCrc(), 5, 1, 9, Optional.empty());
    byte[] good = disk.bytes(ref.fileName());
    int refused = 0;
    int absent = 0;
    for (int at = 0; at < good.length; at++) {
      SimFs copy = disk.afterKill();
      copy.damage(ref.fileName(), at, new byte[] {(byte) (good[at] ^ 4)});
      try {
        SegmentFile file = open(copy, ref, Verification.DEFAULT);
        assertSame(ids.parts().getFirst(), file.require("ids"));
        if (file.damaged().isEmpty()) {
          assertSame(graph.parts().getFirst(), file.require("graph"));
        } else {
          assertEquals(List.of("graph"), file.damaged());
          assertEquals(Optional.empty(), file.find("graph"));
          absent++;
        }
      } catch (CorruptStoreException expected) {
        refused++;
      }
    }
    assertEquals(150, absent);
    assertTrue(refused >= 200 + 64 + 60 + 2 * 64, "refused " + refused);
  }

  @Test
  void aFileOfAnotherLengthIsRefusedBeforeItIsRead() throws IOException {
    SimFs disk = new SimFs();
    SegmentRef ref = write(disk, 1);
    for (int size : new int[] {0, 1, 63, 64, 127, 128, (int) ref.bytes() - 1}) {
      SimFs copy = disk.afterKill();
      copy.truncate(ref.fileName(), size);
      assertThrows(CorruptStoreException.class, () -> open(copy, ref, Verification.FAST));
    }
    disk.delete(ref.fileName());
    assertThrows(CorruptStoreException.class, () -> open(disk, ref, Verification.FAST));
  }

  @Test
  void anotherSegmentUnderTheNameIsRefused() throws IOException {
    SimFs disk = new SimFs();
    SegmentRef one = write(disk, 1);
    SegmentRef two = write(disk, 2);
    assertEquals(one.bytes(), two.bytes());
    disk.rename(two.fileName(), one.fileName());
    assertThrows(CorruptStoreException.class, () -> open(disk, one, Verification.FAST));
  }

  @Test
  void theLastReleaseEndsItAndDeletesARetiredFile() throws IOException {
    SimFs fs = new SimFs();
    SegmentRef ref = write(fs, 1);
    FileReaper reaper = new FileReaper(fs, Runnable::run);
    SegmentFile file = SegmentFile.open(fs, reaper, ref, Verification.DEFAULT);
    file.retain();
    reaper.retire(List.of(ref.fileName()));
    file.release();
    assertEquals(List.of(ref.fileName()), fs.list(""));
    MemorySegment ids = file.require("ids");
    assertEquals(IDS.get(ValueLayout.JAVA_BYTE, 0), ids.get(ValueLayout.JAVA_BYTE, 0));
    file.release();
    assertEquals(List.of(), fs.list(""));
    assertFalse(file.tryRetain());
    assertThrows(StoreClosedException.class, file::retain);
    assertThrows(IllegalStateException.class, () -> ids.get(ValueLayout.JAVA_BYTE, 0));
    assertThrows(IllegalStateException.class, file::release);
  }

  @Test
  void namesOfSectionsAreChecked() {
    for (String name : List.of("", "a b", "ä", "x".repeat(33))) {
      List<Section> sections = List.of(Section.of(name, 1, IDS));
      assertThrows(
          IllegalArgumentException.class,
          () -> SegmentWriter.write(new SimFs(), STORE, 1, sections, List.of()));
    }
    List<Section> twice = List.of(Section.of("a", 1, IDS), Section.of("a", 1, IDS));
    assertThrows(
        IllegalArgumentException.class,
        () -> SegmentWriter.write(new SimFs(), STORE, 1, twice, List.of()));
  }

  @Test
  void floatsAreWrittenAsTheyLie() throws IOException {
    SimFs fs = new SimFs();
    float[] floats = {1, -2, 3.5f};
    List<Section> sections = List.of(Section.of("vectors", 1, MemorySegment.ofArray(floats)));
    SegmentWriter.Written written = SegmentWriter.write(fs, STORE, 1, sections, List.of());
    SegmentRef ref =
        new SegmentRef(1, written.bytes(), written.footerCrc(), 1, 1, 1, Optional.empty());
    MemorySegment back = open(fs, ref, Verification.FULL).require("vectors");
    assertArrayEquals(floats, back.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
  }
}
