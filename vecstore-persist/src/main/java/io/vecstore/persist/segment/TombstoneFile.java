package io.vecstore.persist.segment;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes and reads files of tombstones. A change is a new file of a new generation, named by a new
 * manifest.
 */
public final class TombstoneFile {

  private TombstoneFile() {}

  /**
   * Writes a file and makes it durable, its name included. The segment and the generation together
   * are new.
   */
  public static TombstoneRef write(StoreFs fs, long segment, long generation, Tombstones tombstones)
      throws IOException {
    ByteBuffer bytes = encode(segment, generation, tombstones);
    int crc = bytes.getInt(bytes.limit() - Integer.BYTES);
    TombstoneRef ref = new TombstoneRef(segment, generation, bytes.limit(), crc);
    String building = "tmp-" + ref.fileName();
    try (StoreFile file = fs.createNew(building, bytes.limit())) {
      file.write(bytes, 0);
      file.force();
    }
    fs.rename(building, ref.fileName());
    fs.syncDirectory("");
    return ref;
  }

  private static ByteBuffer encode(long segment, long generation, Tombstones tombstones) {
    RoaringBitmap soft = tombstones.soft();
    int deadBytes = tombstones.dead().serializedSizeInBytes();
    int softBytes = soft.serializedSizeInBytes();
    int softCount = soft.getCardinality();
    int length =
        TombstoneLayout.HEADER_BYTES
            + Math.addExact(
                Math.addExact(deadBytes, softBytes), softCount * TombstoneLayout.SOFT_BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(length + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(TombstoneLayout.MAGIC);
    bytes.putShort((short) TombstoneLayout.FORMAT).putShort((short) TombstoneLayout.FORMAT);
    bytes.putLong(segment).putLong(generation).putInt(deadBytes).putInt(softBytes);
    serialize(tombstones.dead(), bytes, deadBytes);
    serialize(soft, bytes, softBytes);
    soft.forEach(
        (int ordinal) ->
            bytes.putLong(tombstones.softLsn(ordinal)).putLong(tombstones.softTime(ordinal)));
    return bytes.putInt(Checksum.of(bytes, 0, length)).flip();
  }

  private static void serialize(RoaringBitmap bitmap, ByteBuffer into, int length) {
    bitmap.serialize(into.slice(into.position(), length).order(ByteOrder.LITTLE_ENDIAN));
    into.position(into.position() + length);
  }

  /**
   * Reads a file.
   *
   * @param rows how many rows the segment has
   * @throws CorruptStoreException if it is missing, is not the one that {@code ref} names, or names
   *     a row that is not there
   */
  public static Tombstones read(StoreFs fs, TombstoneRef ref, int rows) throws IOException {
    String origin = fs.origin() + "/" + ref.fileName();
    ByteBuffer bytes;
    try (StoreFile file = fs.openRead(ref.fileName())) {
      if (file.size() != ref.bytes() || ref.bytes() < TombstoneLayout.HEADER_BYTES + 4) {
        throw new CorruptStoreException(
            origin, -1, "it has " + file.size() + " bytes, expected " + ref.bytes());
      }
      bytes = ByteBuffer.allocate(Math.toIntExact(ref.bytes())).order(ByteOrder.LITTLE_ENDIAN);
      file.readFully(bytes, 0);
    } catch (NoSuchFileException missing) {
      throw new CorruptStoreException(origin, -1, "the manifest names it, but it is missing");
    }
    int crcAt = bytes.limit() - Integer.BYTES;
    int crc = Checksum.of(bytes, 0, crcAt);
    if (crc != bytes.getInt(crcAt)
        || crc != ref.crc()
        || bytes.getInt(0) != TombstoneLayout.MAGIC) {
      throw new CorruptStoreException(origin, 0, "the checksum is wrong");
    }
    int oldestReader = bytes.getShort(6) & 0xFFFF;
    if (oldestReader > TombstoneLayout.FORMAT) {
      throw new UnsupportedFormatException(origin, oldestReader, TombstoneLayout.FORMAT);
    }
    try {
      return decode(bytes, rows);
    } catch (IOException | RuntimeException malformed) {
      throw new CorruptStoreException(origin, -1, String.valueOf(malformed.getMessage()));
    }
  }

  private static Tombstones decode(ByteBuffer bytes, int rows) throws IOException {
    int deadBytes = bytes.getInt(24);
    int softBytes = bytes.getInt(28);
    int at = TombstoneLayout.HEADER_BYTES;
    RoaringBitmap dead = bitmap(bytes, at, deadBytes, rows);
    RoaringBitmap soft = bitmap(bytes, at + deadBytes, softBytes, rows);
    at += deadBytes + softBytes;
    int count = soft.getCardinality();
    if (at + (long) count * TombstoneLayout.SOFT_BYTES != bytes.limit() - Integer.BYTES) {
      throw new IOException(count + " soft rows do not fill the file");
    }
    long[] lsns = new long[count];
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      lsns[i] = bytes.getLong(at + i * TombstoneLayout.SOFT_BYTES);
      times[i] = bytes.getLong(at + i * TombstoneLayout.SOFT_BYTES + Long.BYTES);
    }
    return new Tombstones(dead, soft, lsns, times);
  }

  private static RoaringBitmap bitmap(ByteBuffer bytes, int at, int length, int rows)
      throws IOException {
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.deserialize(bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN));
    if (!bitmap.isEmpty() && Integer.compareUnsigned(bitmap.last(), rows) >= 0) {
      throw new IOException("row " + Integer.toUnsignedString(bitmap.last()) + " of " + rows);
    }
    return bitmap;
  }
}
