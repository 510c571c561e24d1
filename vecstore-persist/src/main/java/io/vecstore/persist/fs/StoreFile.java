package io.vecstore.persist.fs;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Not safe for several writing threads; reads by position may run in parallel. */
public interface StoreFile extends Closeable {

  /**
   * Writes all remaining bytes at a position, extending the file as needed.
   *
   * @param offset bytes from the start of the file
   * @throws NoSpaceException if the disk is full; part of the bytes may be written
   */
  void write(ByteBuffer bytes, long offset) throws IOException;

  /**
   * Reads up to as many bytes as remain in the buffer. May read fewer.
   *
   * @return the number of bytes read, or -1 at the end of the file
   */
  int read(ByteBuffer into, long offset) throws IOException;

  /**
   * Makes the bytes survive a power loss. After a failure nothing is known about the bytes written
   * since the last success, and trying again does not help: the system may have dropped them.
   */
  void force() throws IOException;

  /**
   * Returns whether an interrupted thread may read, write and force the file; otherwise the JDK
   * closes it under everybody's feet.
   */
  default boolean ignoresInterrupts() {
    return false;
  }

  /** Returns the length in bytes. */
  long size() throws IOException;

  /**
   * Reads exactly as many bytes as remain in the buffer.
   *
   * @throws EOFException if the file ends before
   */
  default void readFully(ByteBuffer into, long offset) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int count = read(into, at);
      if (count < 0) {
        throw new EOFException("the file ends at " + at + ", " + into.remaining() + " bytes early");
      }
      at += count;
    }
  }
}
