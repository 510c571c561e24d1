/**
 * How many documents and bytes may still be written? Asked by the one thread that writes, so that
 * no race can let too many in. Open {@link io.vecstore.internal.quota.WriteGuard} first. Depends on
 * core, operations and segments.
 */
@NullMarked
package io.vecstore.internal.quota;

import org.jspecify.annotations.NullMarked;
