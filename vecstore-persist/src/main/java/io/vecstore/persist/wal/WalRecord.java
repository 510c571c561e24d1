package io.vecstore.persist.wal;

import java.nio.ByteBuffer;

/**
 * A record as it was read from the log.
 *
 * @param lsn its place in the history of the store; the record after it has {@code lsn + 1}
 * @param type as it was appended
 * @param payload as it was appended: read-only, little endian, from position 0. Keeping it keeps
 *     the whole log file in memory
 */
public record WalRecord(long lsn, int type, ByteBuffer payload) {

  /**
   * Returns the operation that would write this record again, whatever of the payload has been
   * read.
   */
  public WalOperation operation() {
    return new WalOperation(type, payload.duplicate().clear());
  }
}
