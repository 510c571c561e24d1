package io.vecstore.persist.fs;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC32C (Castagnoli) of bytes in buffers. Never of a mapping: a page that cannot be read would
 * kill the JVM inside the intrinsic.
 */
public final class Checksum {

  private Checksum() {}

  /**
   * Returns the checksum of {@code length} bytes from the absolute position {@code offset}; the
   * buffer's position stays.
   */
  public static int of(ByteBuffer bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(offset, length));
    return (int) crc.getValue();
  }
}
