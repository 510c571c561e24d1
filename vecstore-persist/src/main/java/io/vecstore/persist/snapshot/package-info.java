/**
 * Which files were the store? Snapshots: directories of links to sealed files, each with a manifest
 * of its own.
 *
 * <p>Start at {@link io.vecstore.persist.snapshot.SnapshotFiles}; {@link
 * io.vecstore.persist.snapshot.StoreCopy} copies a state to another place. Depends on manifests,
 * segments and the file layer. Callers hold a pin on the files while a snapshot is made.
 */
@NullMarked
package io.vecstore.persist.snapshot;

import org.jspecify.annotations.NullMarked;
