/**
 * The handles: open a store, put documents in, ask, take snapshots, close.
 *
 * <p>A handle is thin and safe from any number of threads; the engine behind it does not know it.
 */
@NullMarked
package io.vecstore;

import org.jspecify.annotations.NullMarked;
