/**
 * Sections in one file: sealed segments, and the tombstones of their rows. Both are written once
 * and then only read.
 *
 * <p>Start at {@link io.vecstore.persist.segment.SegmentWriter} and {@link
 * io.vecstore.persist.segment.SegmentFile}; the bytes are in {@link
 * io.vecstore.persist.segment.SegmentLayout} and {@link
 * io.vecstore.persist.segment.TombstoneLayout}. Depends on the file layer and on core's sections.
 * Readers are any threads; a reference count decides when a mapping ends.
 */
@NullMarked
package io.vecstore.persist.segment;

import org.jspecify.annotations.NullMarked;
