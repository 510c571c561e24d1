/**
 * One collection, over time: the write path, the views that readers pin, recovery.
 *
 * <p>Owns the threads of a store. Never refers to the handles.
 */
@NullMarked
package io.vecstore.internal.store;

import org.jspecify.annotations.NullMarked;
