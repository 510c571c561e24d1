package io.vecstore.persist.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * One directory tree, narrowed to the few calls that a store needs. Whatever may fail on a real
 * disk goes through here, so that a simulator can make it fail.
 *
 * <p>Names are relative to the root, with {@code /} between parts; the empty name is the root
 * itself. Files are written once: a name that exists is never opened for writing. What a crash
 * leaves:
 *
 * <ul>
 *   <li>bytes of a file are safe after {@link StoreFile#force} of it,
 *   <li>the name of a file (created, linked, renamed or deleted) is safe after {@link
 *       #syncDirectory} of its directory,
 *   <li>everything else may be kept, lost, torn at sectors, or kept in another order.
 * </ul>
 *
 * <p>Safe from any thread. An interrupted thread must not call it: the JDK closes a channel under
 * everybody's feet. Files that are open may say that they do not mind, {@link
 * StoreFile#ignoresInterrupts}.
 */
public interface StoreFs {

  /** Returns what to call the root in an error, for example its path. */
  String origin();

  /**
   * Creates a file and opens it for writing.
   *
   * @param expectedBytes how long it will get, as far as known, or 0; a hint
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken
   * @throws NoSpaceException if the disk is full
   */
  StoreFile createNew(String name, long expectedBytes) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  StoreFile openRead(String name) throws IOException;

  /**
   * Maps a whole file, read-only. The file must not change any more: a mapped page that is cut off
   * kills the JVM.
   *
   * @param bytes the length that the file must have
   * @param arena ends the mapping when it is closed
   * @return the file's bytes, at an address that is a multiple of 64
   * @throws IOException if the file has another length
   */
  MemorySegment map(String name, long bytes, Arena arena) throws IOException;

  /**
   * Returns the names in a directory, without their path, sorted; none if there is no such
   * directory.
   */
  List<String> list(String directory) throws IOException;

  /** Returns the length of a file in bytes. */
  long size(String name) throws IOException;

  /** Creates a directory whose parent exists; does nothing if it exists. */
  void createDirectory(String directory) throws IOException;

  /** Renames a file within its directory, atomically; a file of the new name is replaced. */
  void rename(String from, String to) throws IOException;

  /**
   * Gives a file a second name.
   *
   * @throws UnsupportedOperationException if the file system has no hard links
   */
  void link(String existing, String name) throws IOException;

  /** Deletes a file or an empty directory. Only {@link FileReaper} calls this. */
  void delete(String name) throws IOException;

  /** Makes the names in a directory survive a power loss. */
  void syncDirectory(String directory) throws IOException;

  /** Returns how many bytes may still be written, as far as known. */
  long freeBytes() throws IOException;

  /**
   * Takes the exclusive lock of a file, which is created if missing; nothing if another process, or
   * this one, holds it. Nobody else may open that file: under POSIX, closing any channel of it
   * loses the lock.
   *
   * @param holder a text about the caller, kept as long as the lock for others of this process to
   *     read
   */
  Optional<HeldLock> lock(String name, String holder) throws IOException;
}
