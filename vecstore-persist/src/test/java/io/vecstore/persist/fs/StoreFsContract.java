package io.vecstore.persist.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every file system of the store must do. A subclass supplies an empty one. */
public abstract class StoreFsContract {

  /** Returns a file system whose root exists and is empty. */
  protected abstract StoreFs empty() throws IOException;

  static void put(StoreFs fs, String name, String text) throws IOException {
    try (StoreFile file = fs.createNew(name, 0)) {
      file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
      file.force();
    }
  }

  static String get(StoreFs fs, String name) throws IOException {
    try (StoreFile file = fs.openRead(name)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
      file.readFully(bytes, 0);
      return new String(bytes.array(), UTF_8);
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    assertEquals("hello", get(fs, "a"));
    assertEquals(5, fs.size("a"));
  }

  @Test
  void aNameIsCreatedOnce() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "first");
    assertThrows(FileAlreadyExistsException.class, () -> fs.createNew("a", 0));
    assertEquals("first", get(fs, "a"));
  }

  @Test
  void aMissingFileIsNotFound() throws IOException {
    StoreFs fs = empty();
    assertThrows(NoSuchFileException.class, () -> fs.openRead("a"));
    assertThrows(NoSuchFileException.class, () -> fs.size("a"));
    assertThrows(NoSuchFileException.class, () -> fs.delete("a"));
  }

  @Test
  void writingByPositionExtendsTheFile() throws IOException {
    StoreFs fs = empty();
    try (StoreFile file = fs.createNew("a", 100)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 1000);
      file.write(ByteBuffer.wrap(new byte[] {9}), 1001);
      ByteBuffer back = ByteBuffer.allocateDirect(3);
      file.readFully(back, 1000);
      assertEquals(1, back.get(0));
      assertEquals(9, back.get(1));
      assertEquals(3, back.get(2));
      assertEquals(1003, file.size());
    }
  }

  @Test
  void readingPastTheEndSaysSo() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    try (StoreFile file = fs.openRead("a")) {
      assertEquals(-1, file.read(ByteBuffer.allocate(1), 5));
      assertThrows(EOFException.class, () -> file.readFully(ByteBuffer.allocate(6), 0));
    }
  }

  @Test
  void aBufferIsUsedFromItsPositionToItsLimit() throws IOException {
    StoreFs fs = empty();
    try (StoreFile file = fs.createNew("a", 0)) {
      ByteBuffer bytes = ByteBuffer.wrap("xxhelloxx".getBytes(UTF_8)).position(2).limit(7);
      file.write(bytes, 0);
      assertFalse(bytes.hasRemaining());
    }
    assertEquals("hello", get(fs, "a"));
  }

  @Test
  void aLargeFileComesBackWhole() throws IOException {
    StoreFs fs = empty();
    byte[] bytes = new byte[3_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >>> 3);
    }
    try (StoreFile file = fs.createNew("a", bytes.length)) {
      file.write(ByteBuffer.wrap(bytes), 0);
      file.force();
    }
    ByteBuffer back = ByteBuffer.allocate(bytes.length);
    try (StoreFile file = fs.openRead("a")) {
      file.readFully(back, 0);
    }
    assertEquals(ByteBuffer.wrap(bytes), back.flip());
  }

  @Test
  void aMappingHasTheBytesAndIsReadOnly() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    try (Arena arena = Arena.ofShared()) {
      MemorySegment mapped = fs.map("a", 5, arena);
      assertEquals('o', mapped.get(ValueLayout.JAVA_BYTE, 4));
      assertEquals(0, mapped.address() % 64);
      assertTrue(mapped.isReadOnly());
      assertEquals(5, mapped.byteSize());
    }
  }

  @Test
  void aFileOfAnotherLengthIsNotMapped() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    try (Arena arena = Arena.ofShared()) {
      assertThrows(IOException.class, () -> fs.map("a", 6, arena));
    }
  }

  @Test
  void namesAreListedPerDirectoryAndSorted() throws IOException {
    StoreFs fs = empty();
    put(fs, "b", "");
    put(fs, "a", "");
    fs.createDirectory("d");
    put(fs, "d/c", "");
    assertEquals(List.of("a", "b", "d"), fs.list(""));
    assertEquals(List.of("c"), fs.list("d"));
    assertEquals(List.of(), fs.list("missing"));
  }

  @Test
  void creatingADirectoryTwiceIsFine() throws IOException {
    StoreFs fs = empty();
    fs.createDirectory("d");
    fs.createDirectory("d");
    fs.syncDirectory("d");
    fs.syncDirectory("");
    assertEquals(List.of("d"), fs.list(""));
  }

  @Test
  void aFileNeedsItsDirectory() throws IOException {
    StoreFs fs = empty();
    assertThrows(IOException.class, () -> fs.createNew("missing/a", 0));
    assertThrows(IOException.class, () -> fs.createDirectory("missing/d"));
  }

  @Test
  void renamingReplaces() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "new");
    put(fs, "b", "old");
    fs.rename("a", "b");
    assertEquals(List.of("b"), fs.list(""));
    assertEquals("new", get(fs, "b"));
  }

  @Test
  void aLinkOutlivesTheFirstName() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    fs.createDirectory("d");
    fs.link("a", "d/b");
    fs.delete("a");
    assertEquals("hello", get(fs, "d/b"));
    assertThrows(FileAlreadyExistsException.class, () -> fs.createNew("d/b", 0));
  }

  @Test
  void anOpenFileOutlivesItsName() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    try (StoreFile file = fs.openRead("a")) {
      fs.delete("a");
      ByteBuffer bytes = ByteBuffer.allocate(5);
      file.readFully(bytes, 0);
      assertEquals('h', bytes.get(0));
    }
  }

  @Test
  void aDirectoryIsDeletedOnlyWhenEmpty() throws IOException {
    StoreFs fs = empty();
    fs.createDirectory("d");
    put(fs, "d/a", "");
    assertThrows(IOException.class, () -> fs.delete("d"));
    fs.delete("d/a");
    fs.delete("d");
    assertEquals(List.of(), fs.list(""));
  }

  @Test
  void aClosedFileIsOfNoUse() throws IOException {
    StoreFs fs = empty();
    StoreFile file = fs.createNew("a", 0);
    file.close();
    file.close();
    assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(1), 0));
    assertThrows(IOException.class, () -> file.read(ByteBuffer.allocate(1), 0));
  }

  @Test
  void aLockIsHeldByOne() throws IOException {
    StoreFs fs = empty();
    HeldLock lock = fs.lock("LOCK", "me").orElseThrow();
    assertTrue(lock.valid());
    assertEquals(Optional.empty(), fs.lock("LOCK", "you"));
    assertTrue(lock.valid());
    lock.close();
    lock.close();
    assertFalse(lock.valid());
    fs.lock("LOCK", "you").orElseThrow().close();
  }

  @Test
  void thereIsRoomForMore() throws IOException {
    assertTrue(empty().freeBytes() > 1000);
  }

  @Test
  void aCopyHasTheBytes() throws IOException {
    StoreFs fs = empty();
    put(fs, "a", "hello");
    FileCopy.copy(fs, "a", fs, "b");
    FileCopy.linkOrCopy(fs, "a", "c");
    assertEquals("hello", get(fs, "b"));
    assertEquals("hello", get(fs, "c"));
  }
}
