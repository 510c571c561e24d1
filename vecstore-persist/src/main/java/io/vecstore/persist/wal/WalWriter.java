package io.vecstore.persist.wal;

import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one log file, which it has created: a file that existed before is never appended to,
 * because nobody knows what of it the disk really holds.
 *
 * <p>The file has its full length, of zeros, from the start: a later lack of space cannot tear a
 * record, and a file that was cut short is recognised. After a failed write or force nothing more
 * is written: the system may have dropped what it could not write, and would report success the
 * next time. One thread only.
 */
public final class WalWriter implements Closeable {

  private static final int KEPT_STAGING = 1 << 20;

  private final StoreFile file;
  private final WalRef ref;
  private ByteBuffer staging = allocate(16 << 10);
  private long end = WalLayout.HEADER_BYTES;
  private long durableEnd = WalLayout.HEADER_BYTES;
  private long lastLsn;
  private long durableLsn;
  private @Nullable IOException failure;

  private WalWriter(StoreFile file, WalRef ref) {
    this.file = file;
    this.ref = ref;
    this.lastLsn = ref.firstLsn() - 1;
    this.durableLsn = lastLsn;
  }

  /**
   * Creates the log file with its full length and forces it. The caller makes its name durable and
   * lists it in a manifest before it acknowledges the first record.
   *
   * @param ref an active log of {@code ref.allocatedBytes()}, a multiple of 8 that is larger than
   *     the header
   */
  public static WalWriter create(StoreFs fs, WalRef ref, UUID storeId) throws IOException {
    StoreFile file = fs.createNew(ref.fileName(), ref.allocatedBytes());
    boolean created = false;
    try {
      WalWriter writer = new WalWriter(file, ref);
      writer.writeHeader(storeId);
      writer.writeZeros();
      file.force();
      created = true;
      return writer;
    } finally {
      if (!created) {
        file.close();
      }
    }
  }

  private void writeHeader(UUID storeId) throws IOException {
    ByteBuffer header = allocate(WalLayout.HEADER_BYTES);
    header.putInt(WalLayout.MAGIC).putShort((short) WalLayout.FORMAT).putShort((short) 0);
    header.putLong(storeId.getMostSignificantBits()).putLong(storeId.getLeastSignificantBits());
    header.putLong(ref.number()).putLong(ref.salt()).putLong(ref.firstLsn());
    header.putLong(ref.allocatedBytes());
    header.putInt(Checksum.of(header, 0, WalLayout.HEADER_CRC));
    file.write(header.clear(), 0);
  }

  private void writeZeros() throws IOException {
    ByteBuffer zeros = allocate((int) Math.min(1 << 20, ref.allocatedBytes()));
    long at = WalLayout.HEADER_BYTES;
    while (at < ref.allocatedBytes()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), ref.allocatedBytes() - at));
      at += zeros.remaining();
      file.write(zeros, at - zeros.limit());
    }
  }

  /** Returns whether records of {@code bytes} in total have room in this file. */
  public boolean hasRoom(long bytes) {
    return bytes <= ref.allocatedBytes() - end;
  }

  /** Returns whether an interrupted thread may append and force. */
  public boolean ignoresInterrupts() {
    return file.ignoresInterrupts();
  }

  /**
   * Appends one record per operation, with consecutive LSNs, in one write. They are in the hands of
   * the operating system then: they survive the process, and a power loss only after {@link
   * #force}.
   *
   * @return the LSN of the last record
   * @throws IOException if the write fails, now or earlier; what of the group is on disk is unknown
   */
  public long append(List<WalOperation> group) throws IOException {
    requireHealthy();
    encode(group);
    int bytes = staging.remaining();
    try {
      file.write(staging, end);
    } catch (IOException e) {
      throw poison(e);
    }
    end += bytes;
    lastLsn += group.size();
    if (staging.capacity() > KEPT_STAGING) {
      staging = allocate(KEPT_STAGING);
    }
    return lastLsn;
  }

  private void encode(List<WalOperation> group) {
    long total = group.stream().mapToLong(WalOperation::recordBytes).sum();
    if (!hasRoom(total)) {
      throw new IllegalStateException(total + " bytes, room for " + (ref.allocatedBytes() - end));
    }
    if (total > staging.capacity()) {
      staging = allocate((int) total);
    }
    staging.clear();
    long lsn = lastLsn;
    for (WalOperation operation : group) {
      encode(operation, ++lsn);
    }
    staging.flip();
  }

  private void encode(WalOperation operation, long lsn) {
    int at = staging.position();
    int length = operation.payload().remaining();
    staging.putInt(0).putInt(length).putLong(lsn).putInt((int) (durableEnd >>> 3));
    staging.put((byte) operation.type()).put((byte) 0).putShort((short) 0);
    staging.put(operation.payload().duplicate());
    while ((staging.position() & 7) != 0) {
      staging.put((byte) 0);
    }
    staging.putInt(at, WalLayout.recordCrc(staging, at, length, ref.salt()));
  }

  /** Makes all appended records survive a power loss. */
  public void force() throws IOException {
    requireHealthy();
    if (durableEnd == end) {
      return;
    }
    try {
      file.force();
    } catch (IOException e) {
      throw poison(e);
    }
    durableEnd = end;
    durableLsn = lastLsn;
  }

  /**
   * Forces the log and returns the reference by which a manifest names it as sealed. Nothing may be
   * appended after that.
   */
  public WalRef seal() throws IOException {
    force();
    return ref.seal(end, lastLsn);
  }

  /** Returns the reference by which a manifest names the log while it is active. */
  public WalRef ref() {
    return ref;
  }

  /** Returns the LSN of the last appended record, one less than the first LSN if there is none. */
  public long lastLsn() {
    return lastLsn;
  }

  /** Returns the LSN up to which all records survive a power loss. */
  public long durableLsn() {
    return durableLsn;
  }

  /** Closes the file without forcing it. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  private void requireHealthy() throws IOException {
    if (failure != null) {
      throw new IOException("the log failed before: " + failure.getMessage(), failure);
    }
  }

  private IOException poison(IOException cause) {
    failure = cause;
    return cause;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
