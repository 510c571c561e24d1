/**
 * Bytes, kept when the power fails: the door of the storage engine. Knows bytes, not vectors.
 *
 * <p>Exported to the store only.
 */
@NullMarked
package io.vecstore.persist;

import org.jspecify.annotations.NullMarked;
