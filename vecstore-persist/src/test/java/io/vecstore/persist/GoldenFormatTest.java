package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.spi.Section;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.manifest.Blob;
import io.vecstore.persist.manifest.Manifest;
import io.vecstore.persist.manifest.ManifestFiles;
import io.vecstore.persist.segment.SegmentRef;
import io.vecstore.persist.segment.SegmentWriter;
import io.vecstore.persist.segment.TombstoneFile;
import io.vecstore.persist.segment.TombstoneRef;
import io.vecstore.persist.segment.Tombstones;
import io.vecstore.persist.wal.WalOperation;
import io.vecstore.persist.wal.WalRef;
import io.vecstore.persist.wal.WalWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * The bytes that we write are those of {@code docs/file-format.md}. A failure means that the format
 * has changed: old stores would not open. {@code -Dgolden.print=true} prints the blocks of the
 * document.
 */
class GoldenFormatTest {

  private static final UUID STORE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final SimFs disk = new SimFs();

  @Test
  void identity() throws IOException {
    new StoreIdentity(STORE, 1_795_000_000_000L).write(disk);
    check("STORE", disk.bytes("STORE"));
  }

  @Test
  void log() throws IOException {
    WalRef ref = WalRef.active(17, 0x0123456789ABCDEFL, 8192, 1000);
    try (WalWriter writer = WalWriter.create(disk, ref, STORE)) {
      writer.append(List.of(operation(1, "first"), operation(2, "")));
      writer.force();
      writer.append(List.of(operation(3, "12345678")));
    }
    check("wal", disk.bytes(ref.fileName()));
  }

  private static WalOperation operation(int type, String payload) {
    return new WalOperation(type, ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void segment() throws IOException {
    MemorySegment floats = MemorySegment.ofArray(new float[] {1, 2, 3});
    MemorySegment ids = MemorySegment.ofArray("a1".getBytes(StandardCharsets.US_ASCII));
    List<Section> primary = List.of(Section.of("vectors", 1, floats), Section.of("ids", 2, ids));
    List<Section> derived =
        List.of(Section.of("graph", 3, MemorySegment.ofArray(new byte[] {7, 7, 7, 7})));
    SegmentWriter.write(disk, STORE, 12, primary, derived);
    check("segment", disk.bytes("seg-0000000012.vseg"));
  }

  @Test
  void tombstones() throws IOException {
    Tombstones tombstones =
        new Tombstones(
            RoaringBitmap.bitmapOf(1, 3),
            RoaringBitmap.bitmapOf(5),
            new long[] {1001},
            new long[] {1_795_000_000_000L});
    TombstoneRef ref = TombstoneFile.write(disk, 12, 19, tombstones);
    check("tombstones", disk.bytes(ref.fileName()));
  }

  @Test
  void manifest() throws IOException {
    WalRef sealed = WalRef.active(17, 0x0123456789ABCDEFL, 1 << 20, 900).seal(8000, 1005);
    WalRef active = WalRef.active(18, 5, 2 << 20, 1006);
    TombstoneRef tombstones = new TombstoneRef(12, 19, 90, 0x0BADF00D);
    SegmentRef segment =
        new SegmentRef(12, 123456, 0xCAFEBABE, 10, 1, 500, Optional.of(tombstones));
    Manifest manifest =
        new Manifest(
            42,
            STORE,
            1000,
            20,
            List.of(sealed, active),
            List.of(segment),
            Blob.utf8("{}"),
            Map.of("key", Blob.utf8("value")));
    ManifestFiles.prepare(disk, manifest);
    check("manifest", disk.bytes(ManifestFiles.temporary(42)));
  }

  private static void check(String name, byte[] actual) throws IOException {
    if (Boolean.getBoolean("golden.print")) {
      System.out.print(print(name, actual));
      return;
    }
    assertEquals(documented(name), print(name, actual));
  }

  /** Sixteen bytes a line; lines of zeros are left out. */
  private static String print(String name, byte[] bytes) {
    StringBuilder text = new StringBuilder("```golden " + name + " " + bytes.length + " bytes\n");
    for (int at = 0; at < bytes.length; at += 16) {
      StringBuilder line = new StringBuilder(String.format("%04x ", at));
      boolean zeros = true;
      for (int i = at; i < Math.min(at + 16, bytes.length); i++) {
        line.append(String.format(" %02x", bytes[i]));
        zeros &= bytes[i] == 0;
      }
      if (!zeros) {
        text.append(line).append('\n');
      }
    }
    return text.append("```\n").toString();
  }

  private static String documented(String name) throws IOException {
    Path document = Path.of("../docs/file-format.md");
    Matcher block =
        Pattern.compile("(?s)```golden " + name + " .*?```\n").matcher(Files.readString(document));
    assertTrue(block.find(), document + " has no block " + name);
    return block.group();
  }
}
