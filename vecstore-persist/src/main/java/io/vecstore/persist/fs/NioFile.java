package io.vecstore.persist.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the operating system that is read, or written where nothing better is to be had. */
final class NioFile implements StoreFile {

  private final FileChannel channel;

  NioFile(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return channel.read(into, offset);
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException failure) {
      throw NoSpaceException.classify(failure);
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
