package io.vecstore.persist.wal;

import java.nio.ByteBuffer;

/**
 * What one record of the log shall hold.
 *
 * @param type in [0, 255]; its meaning belongs to the engine
 * @param payload the remaining bytes, at most {@link WalLayout#MAX_PAYLOAD}; borrowed until the
 *     record is appended
 */
public record WalOperation(int type, ByteBuffer payload) {

  /** Checks the type and the length. */
  public WalOperation {
    if (type < 0 || type > 255 || payload.remaining() > WalLayout.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "type " + type + ", " + payload.remaining() + " bytes; at most " + WalLayout.MAX_PAYLOAD);
    }
  }

  /** Returns how many bytes the record takes in the log. */
  public long recordBytes() {
    return WalLayout.recordBytes(payload.remaining());
  }
}
