package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A handle to a file in memory. */
final class MemFile implements StoreFile {

  private final MemBytes bytes;
  private volatile boolean closed;

  MemFile(MemBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    requireOpen();
    bytes.write(source, offset);
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    requireOpen();
    return bytes.read(into, offset);
  }

  @Override
  public void force() throws IOException {
    requireOpen();
  }

  @Override
  public boolean ignoresInterrupts() {
    return true;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return bytes.size();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
