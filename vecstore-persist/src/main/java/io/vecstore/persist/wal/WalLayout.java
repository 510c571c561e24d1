package io.vecstore.persist.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a log file. Little endian; every record starts at a multiple of 8.
 *
 * <pre>
 * header, 4096 bytes                                     record, 24 bytes + payload + padding to a multiple of 8
 *   0  "VSWL"                                              0  crc32c u32 of: salt u64, then bytes 4 to the end of the payload
 *   4  format u16       6  flags u16, 0                     4  payload length u32
 *   8  id of the store that wrote it, 16 bytes              8  LSN u64: the LSN of the record before, plus 1
 *  24  number u64      32  salt u64                        16  syncedUpTo u32: position / 8 below which all was durable
 *  40  first LSN u64   48  allocated bytes u64             20  type u8      21  flags u8, 0      22  namespace u16, 0
 *  56  crc32c u32 of bytes 0 to 55                         24  payload
 *  60  zeros
 * </pre>
 */
public final class WalLayout {

  /** The version of this layout. */
  public static final int FORMAT = 1;

  /** The length of a file's header in bytes: where its first record starts. */
  public static final int HEADER_BYTES = 4096;

  /** The length in bytes of a record without its payload. */
  public static final int RECORD_HEADER_BYTES = 24;

  /** The longest payload in bytes. */
  public static final int MAX_PAYLOAD = 64 << 20;

  static final int MAGIC = 0x4C575356; // "VSWL"
  static final int HEADER_CRC = 56;

  static final int RECORD_LENGTH = 4;
  static final int RECORD_LSN = 8;
  static final int RECORD_SYNCED = 16;
  static final int RECORD_TYPE = 20;

  private WalLayout() {}

  /** Returns how many bytes a record with a payload of {@code payloadBytes} takes. */
  public static long recordBytes(long payloadBytes) {
    return (RECORD_HEADER_BYTES + payloadBytes + 7) & -8L;
  }

  /**
   * Returns the checksum of the record that starts at {@code at} and whose payload has {@code
   * payloadBytes}.
   */
  static int recordCrc(ByteBuffer buffer, int at, int payloadBytes, long salt) {
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    prefix.putLong(0, salt);
    CRC32C crc = new CRC32C();
    crc.update(prefix);
    crc.update(
        buffer.slice(at + RECORD_LENGTH, RECORD_HEADER_BYTES - RECORD_LENGTH + payloadBytes));
    return (int) crc.getValue();
  }
}
