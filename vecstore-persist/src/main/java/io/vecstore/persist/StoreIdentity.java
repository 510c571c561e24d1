package io.vecstore.persist;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.persist.fs.Checksum;
import io.vecstore.persist.fs.StoreFile;
import io.vecstore.persist.fs.StoreFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;

/**
 * The file {@code STORE}: what tells a store from any other directory. Written once, 64 bytes,
 * little endian.
 *
 * <pre>
 *   0  "VECSTORE"
 *   8  format u16     10  oldest reader u16     12  0 u32
 *  16  id of the store, 16 bytes
 *  32  time of creation u64 in milliseconds since 1970
 *  40  zeros
 *  60  crc32c u32 of bytes 0 to 59
 * </pre>
 *
 * @param storeId the store's identity
 * @param createdAt milliseconds since 1970
 */
public record StoreIdentity(UUID storeId, long createdAt) {

  /** The name of the file. */
  public static final String FILE = "STORE";

  private static final int FORMAT = 1;
  private static final long MAGIC = 0x45524F5453434556L; // "VECSTORE"
  private static final int BYTES = 64;
  private static final int CRC = 60;

  /** Reads the identity; nothing if the directory has none. */
  public static Optional<StoreIdentity> read(StoreFs fs) throws IOException {
    String origin = fs.origin() + "/" + FILE;
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (StoreFile file = fs.openRead(FILE)) {
      if (file.size() != BYTES) {
        throw new CorruptStoreException(origin, -1, "it has " + file.size() + " bytes");
      }
      file.readFully(bytes, 0);
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
    if (bytes.getLong(0) != MAGIC || Checksum.of(bytes, 0, CRC) != bytes.getInt(CRC)) {
      throw new CorruptStoreException(origin, 0, "the checksum is wrong");
    }
    int oldestReader = bytes.getShort(10) & 0xFFFF;
    if (oldestReader > FORMAT) {
      throw new UnsupportedFormatException(origin, bytes.getShort(8) & 0xFFFF, FORMAT);
    }
    UUID id = new UUID(bytes.getLong(16), bytes.getLong(24));
    return Optional.of(new StoreIdentity(id, bytes.getLong(32)));
  }

  /** Writes the identity, durably. */
  public void write(StoreFs fs) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putShort((short) FORMAT).putShort((short) FORMAT).putInt(0);
    bytes.putLong(storeId.getMostSignificantBits()).putLong(storeId.getLeastSignificantBits());
    bytes.putLong(createdAt);
    bytes.putInt(CRC, Checksum.of(bytes, 0, CRC));
    String building = "tmp-" + FILE;
    try (StoreFile file = fs.createNew(building, BYTES)) {
      file.write(bytes.clear(), 0);
      file.force();
    }
    fs.rename(building, FILE);
    fs.syncDirectory("");
  }
}
