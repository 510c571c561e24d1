/**
 * Which files are the store? The manifest: one small file per committed state, the only root of
 * truth.
 *
 * <p>Start at {@link io.vecstore.persist.manifest.Manifest} (a value) and {@link
 * io.vecstore.persist.manifest.ManifestFiles} (the protocol). Depends on the file layer and on the
 * references to logs and segments. The store's writer thread commits.
 */
@NullMarked
package io.vecstore.persist.manifest;

import org.jspecify.annotations.NullMarked;
