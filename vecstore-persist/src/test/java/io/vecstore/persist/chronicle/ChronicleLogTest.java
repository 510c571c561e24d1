package io.vecstore.persist.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vecstore.persist.fs.NioFs;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import io.vecstore.persist.fs.StoreFsContract;
import io.vecstore.persist.wal.WalOperation;
import io.vecstore.persist.wal.WalReader;
import io.vecstore.persist.wal.WalRef;
import io.vecstore.persist.wal.WalWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build runs this a second time, with the flags that Chronicle needs; without them it is
 * skipped.
 */
class ChronicleLogTest extends StoreFsContract {

  @TempDir Path directory;

  @BeforeEach
  void flagsAreThere() {
    List<String> obstacles = ChronicleSupport.obstacles();
    assumeTrue(obstacles.isEmpty(), obstacles.toString());
  }

  /** Every file is mapped here, and not only logs. */
  @Override
  protected StoreFs empty() throws IOException {
    StoreFs fs = new ChronicleLogFs(new NioFs(directory.resolve("store")), name -> true);
    fs.createDirectory("");
    return fs;
  }

  private static ByteBuffer payload(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) length);
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] writeLog(StoreFs fs, Path file) throws IOException {
    WalRef ref = WalRef.active(1, 42, 1 << 20, 1);
    try (WalWriter writer = WalWriter.create(fs, ref, new UUID(1, 2))) {
      for (int i = 0; i < 1000; i++) {
        writer.append(List.of(new WalOperation(i % 200, payload(i))));
        if (i % 100 == 0) {
          writer.force();
        }
      }
      writer.force();
    }
    return Files.readAllBytes(file.resolve(ref.fileName()));
  }

  @Test
  void theBytesOnDiskAreTheSame() throws IOException {
    Path plain = Files.createDirectory(directory.resolve("plain"));
    Path mapped = Files.createDirectory(directory.resolve("mapped"));
    byte[] expected = writeLog(new NioFs(plain), plain);
    assertArrayEquals(expected, writeLog(new ChronicleLogFs(new NioFs(mapped)), mapped));
  }

  @Test
  void anAppendIsInTheFileBeforeItIsForced() throws IOException {
    NioFs plain = new NioFs(directory);
    WalRef ref = WalRef.active(1, 42, 8192, 1);
    try (WalWriter writer = WalWriter.create(new ChronicleLogFs(plain), ref, new UUID(1, 2))) {
      writer.append(List.of(new WalOperation(7, ByteBuffer.wrap(new byte[] {1, 2, 3}))));
      List<Integer> types = new ArrayList<>();
      WalReader.read(plain, ref, record -> types.add(record.type()));
      assertEquals(List.of(7), types);
    }
  }

  @Test
  void aClosedLogIsNotMappedAnyMore() throws IOException {
    StoreFs fs = new ChronicleLogFs(new NioFs(directory));
    for (int i = 0; i < 20; i++) {
      WalRef ref = WalRef.active(i, 42, 1 << 20, 1);
      WalWriter writer = WalWriter.create(fs, ref, new UUID(1, 2));
      writer.append(List.of(new WalOperation(7, ByteBuffer.allocate(100))));
      assertTrue(isMapped(ref.fileName()));
      writer.close();
      assertTrue(!isMapped(ref.fileName()));
    }
  }

  private static boolean isMapped(String name) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains(name));
    }
  }

  @Test
  void filesThatAreNoLogsAreNotMapped() throws IOException {
    StoreFs fs = new ChronicleLogFs(new NioFs(directory));
    try (StoreFile file = fs.createNew("seg-0000000001.vseg", 0)) {
      file.write(ByteBuffer.allocate(5000), 0);
      file.force();
      assertTrue(!isMapped("seg-0000000001.vseg"));
    }
  }
}
