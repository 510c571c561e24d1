package io.vecstore.persist.wal;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Reads one log file from its start.
 *
 * <p>A sealed log must hold exactly the records that the manifest promises. The end of an active
 * log is where its records stop being valid, and the question is why. A write that was under way
 * when the power failed leaves garbage, or pages in any order, and was never acknowledged: it is
 * dropped. But every record says up to where the log was durable when it was written; if a valid
 * later record says so of the place where the reading stopped, then what stood there was
 * acknowledged, and is damaged.
 */
public final class WalReader {

  private final String origin;
  private final WalRef ref;
  private final ByteBuffer bytes;

  private WalReader(String origin, WalRef ref, ByteBuffer bytes) {
    this.origin = origin;
    this.ref = ref;
    this.bytes = bytes;
  }

  /**
   * What was found in a log.
   *
   * @param end where the valid records end, in bytes from the start of the file
   * @param lastLsn the LSN of the last valid record, one less than the first LSN if there is none
   * @param droppedBytes how many bytes after the end are not zero: a torn write that was never
   *     acknowledged
   */
  public record Replay(long end, long lastLsn, long droppedBytes) {}

  /**
   * Reads all records in order.
   *
   * @param sink receives each record once
   * @throws CorruptStoreException if the file is not what the manifest says, or acknowledged
   *     records are damaged
   */
  public static Replay read(StoreFs fs, WalRef ref, Consumer<WalRecord> sink) throws IOException {
    String origin = fs.origin() + "/" + ref.fileName();
    try (StoreFile file = openExisting(fs, ref, origin)) {
      long size = file.size();
      if (size != ref.allocatedBytes() || ref.end() > size) {
        throw new CorruptStoreException(
            origin, -1, "it has " + size + " bytes, expected " + ref.allocatedBytes());
      }
      int length = Math.toIntExact(ref.sealed() ? ref.end() : size);
      ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      file.readFully(bytes, 0);
      WalReader reader = new WalReader(origin, ref, bytes);
      reader.checkHeader();
      return reader.replay(sink);
    }
  }

  private static StoreFile openExisting(StoreFs fs, WalRef ref, String origin) throws IOException {
    try {
      return fs.openRead(ref.fileName());
    } catch (java.nio.file.NoSuchFileException missing) {
      throw new CorruptStoreException(origin, -1, "the manifest names it, but it is missing");
    }
  }

  private void checkHeader() {
    if (bytes.getInt(0) != WalLayout.MAGIC) {
      throw new CorruptStoreException(origin, 0, "not a log file");
    }
    int format = bytes.getShort(4) & 0xFFFF;
    int crc = Checksum.of(bytes, 0, WalLayout.HEADER_CRC);
    if (crc != bytes.getInt(WalLayout.HEADER_CRC)) {
      throw new CorruptStoreException(origin, 0, "the header's checksum is wrong");
    }
    if (format != WalLayout.FORMAT) {
      throw new UnsupportedFormatException(origin, format, WalLayout.FORMAT);
    }
    boolean same =
        bytes.getLong(24) == ref.number()
            && bytes.getLong(32) == ref.salt()
            && bytes.getLong(40) == ref.firstLsn()
            && bytes.getLong(48) == ref.allocatedBytes();
    if (!same) {
      throw new CorruptStoreException(origin, 24, "it is another log than the manifest names");
    }
  }

  private Replay replay(Consumer<WalRecord> sink) {
    int at = WalLayout.HEADER_BYTES;
    long lsn = ref.firstLsn();
    while (isRecord(at) && bytes.getLong(at + WalLayout.RECORD_LSN) == lsn) {
      int length = bytes.getInt(at + WalLayout.RECORD_LENGTH);
      int type = bytes.get(at + WalLayout.RECORD_TYPE) & 0xFF;
      ByteBuffer payload = bytes.slice(at + WalLayout.RECORD_HEADER_BYTES, length);
      sink.accept(
          new WalRecord(lsn, type, payload.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)));
      at += (int) WalLayout.recordBytes(length);
      lsn++;
    }
    return ref.sealed() ? sealedEnd(at, lsn - 1) : activeEnd(at, lsn - 1);
  }

  private Replay sealedEnd(int at, long lastLsn) {
    if (at != ref.end() || lastLsn != ref.lastLsn()) {
      String found = "valid up to LSN " + lastLsn + ", sealed at LSN " + ref.lastLsn();
      throw new CorruptStoreException(origin, at, found);
    }
    return new Replay(at, lastLsn, 0);
  }

  private Replay activeEnd(int at, long lastLsn) {
    int lastUsed = at;
    for (int probe = at; probe <= bytes.limit() - Long.BYTES; probe += Long.BYTES) {
      if (bytes.getLong(probe) == 0) {
        continue;
      }
      lastUsed = probe + Long.BYTES;
      if (provesDurable(probe, at, lastLsn) && isRecord(probe)) {
        throw new CorruptStoreException(
            origin, at, "no valid record with LSN " + (lastLsn + 1) + ", although it was durable");
      }
    }
    return new Replay(at, lastLsn, lastUsed - at);
  }

  /** The cheap part of the question, before any checksum: the bytes may be anything. */
  private boolean provesDurable(int probe, int at, long lastLsn) {
    if (probe + WalLayout.RECORD_HEADER_BYTES > bytes.limit()) {
      return false;
    }
    long lsn = bytes.getLong(probe + WalLayout.RECORD_LSN);
    long synced = (bytes.getInt(probe + WalLayout.RECORD_SYNCED) & 0xFFFFFFFFL) << 3;
    return lsn > lastLsn && lsn <= lastLsn + bytes.limit() && synced > at && synced <= probe;
  }

  /**
   * Whether a whole record with a right checksum starts here. The length is checked before it is
   * used.
   */
  private boolean isRecord(int at) {
    int room = bytes.limit() - at - WalLayout.RECORD_HEADER_BYTES;
    if (room < 0) {
      return false;
    }
    int length = bytes.getInt(at + WalLayout.RECORD_LENGTH);
    return length >= 0
        && length <= Math.min(room, WalLayout.MAX_PAYLOAD)
        && WalLayout.recordBytes(length) <= room + WalLayout.RECORD_HEADER_BYTES
        && bytes.getInt(at) == WalLayout.recordCrc(bytes, at, length, ref.salt());
  }
}
