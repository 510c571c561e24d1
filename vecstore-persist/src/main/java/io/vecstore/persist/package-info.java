/**
 * Bytes, kept when the power fails: the door of the storage engine. Knows bytes, not vectors.
 *
 * <p>Start at {@link io.vecstore.persist.StoreDirectory}. It ties together the packages below it:
 * the file layer, the log, segments, the manifest, snapshots. One writer thread per store; what may
 * be called from any thread says so. Exported to the store only.
 */
@NullMarked
package io.vecstore.persist;

import org.jspecify.annotations.NullMarked;
