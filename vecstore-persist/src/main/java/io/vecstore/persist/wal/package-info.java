/**
 * What happened since the last commit? The write-ahead log: numbered files of checksummed records,
 * each file written once.
 *
 * <p>Start at {@link io.vecstore.persist.wal.WalWriter} and {@link
 * io.vecstore.persist.wal.WalReader}; the bytes are in {@link io.vecstore.persist.wal.WalLayout}.
 * Depends on the file layer. One thread writes.
 */
@NullMarked
package io.vecstore.persist.wal;

import org.jspecify.annotations.NullMarked;
