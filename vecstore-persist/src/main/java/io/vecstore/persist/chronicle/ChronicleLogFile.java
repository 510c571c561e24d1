package io.vecstore.persist.chronicle;

import io.vecstore.persist.fs.StoreFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written through a mapping once it has its length. The bytes that make it long are
 * written the ordinary way, so that a full disk is an error there and not a signal later; the first
 * force maps what there is by then.
 */
final class ChronicleLogFile implements StoreFile {

  /**
   * Chronicle makes a file longer that is not whole pages; such a file is written the ordinary way
   * to its end.
   */
  private static final int PAGE = 4096;

  private final StoreFile file;
  private final File path;
  private @Nullable MappedBytes mapping;
  private long mappedBytes;
  private boolean closed;

  ChronicleLogFile(StoreFile file, File path) {
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(ByteBuffer bytes, long offset) throws IOException {
    requireOpen();
    MappedBytes target = mapping;
    if (target == null || offset + bytes.remaining() > mappedBytes) {
      file.write(bytes, offset);
    } else {
      store(target, bytes, offset);
    }
  }

  private static void store(MappedBytes target, ByteBuffer bytes, long offset) throws IOException {
    try {
      target.write(offset, bytes, bytes.position(), bytes.remaining());
    } catch (InternalError pageFailed) {
      throw new IOException("a page of the mapping could not be written", pageFailed);
    }
    bytes.position(bytes.limit());
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return file.read(into, offset);
  }

  /**
   * Forces the file, not the mapping: Chronicle's own sync is asynchronous unless told otherwise,
   * and may do nothing.
   */
  @Override
  public void force() throws IOException {
    requireOpen();
    file.force();
    long size = file.size();
    if (mapping == null && size > 0 && size % PAGE == 0) {
      mappedBytes = size;
      mapping = map();
    }
  }

  private MappedBytes map() throws IOException {
    try {
      MappedBytes mapped = MappedBytes.singleMappedBytes(path, mappedBytes, false);
      mapped.singleThreadedCheckDisabled(true);
      return mapped;
    } catch (RuntimeException | Error failure) {
      throw new IOException("Chronicle cannot map " + path, failure);
    }
  }

  @Override
  public boolean ignoresInterrupts() {
    return file.ignoresInterrupts();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      MappedBytes mapped = mapping;
      mapping = null;
      if (mapped != null) {
        mapped.close();
        // Chronicle unmaps in the background; until it has, a deleted log keeps its place on the
        // disk.
        BackgroundResourceReleaser.releasePendingResources();
      }
    }
    file.close();
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
