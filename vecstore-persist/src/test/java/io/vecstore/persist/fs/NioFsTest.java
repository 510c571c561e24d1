package io.vecstore.persist.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioFsTest extends StoreFsContract {

  @TempDir Path directory;

  @Override
  protected StoreFs empty() throws IOException {
    StoreFs fs = new NioFs(directory.resolve("some/where/deep"));
    fs.createDirectory("");
    return fs;
  }

  @Test
  void theSameDirectoryUnderAnotherPathHasTheSameLock() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path alias = Files.createSymbolicLink(directory.resolve("alias"), real);
    try (HeldLock lock = new NioFs(real).lock("LOCK", "me").orElseThrow()) {
      assertEquals(Optional.empty(), new NioFs(alias).lock("LOCK", "you"));
      Path dotted = directory.resolve("real/../alias/.");
      assertEquals(Optional.empty(), new NioFs(dotted).lock("LOCK", "you"));
      assertTrue(lock.valid());
    }
  }

  @Test
  void aLockWhoseFileWasReplacedIsNotValid() throws IOException {
    try (HeldLock lock = new NioFs(directory).lock("LOCK", "me").orElseThrow()) {
      Files.delete(directory.resolve("LOCK"));
      assertFalse(lock.valid());
      Files.createFile(directory.resolve("LOCK"));
      assertFalse(lock.valid());
    }
  }

  @Test
  void aFullDiskIsToldFromABrokenOne() {
    for (String full :
        new String[] {
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "There is not enough space on the disk"
        }) {
      assertInstanceOf(NoSpaceException.class, NoSpaceException.classify(new IOException(full)));
    }
    IOException broken = new IOException("Input/output error");
    assertEquals(broken, NoSpaceException.classify(broken));
    IOException silent = new IOException((String) null);
    assertEquals(silent, NoSpaceException.classify(silent));
  }

  @Test
  void interruptedThreadWritesReadsAndForces() throws IOException {
    try (StoreFile file = new NioFs(directory).createNew("steady", 0)) {
      if (!file.ignoresInterrupts()) {
        return; // where the system has no such file, the store's own threads write
      }
      Thread.currentThread().interrupt();
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5);
      file.force();
      assertTrue(Thread.interrupted());
      ByteBuffer read = ByteBuffer.allocate(8);
      file.readFully(read, 0);
      assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 2, 3}, read.array());
    }
  }
}
