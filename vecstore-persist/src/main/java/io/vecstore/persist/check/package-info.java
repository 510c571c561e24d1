/**
 * Is all of it still there? Verifies a store without changing it, and saves what is intact of a
 * damaged one.
 *
 * <p>Start at {@link io.vecstore.persist.check.StoreCheck} and {@link
 * io.vecstore.persist.check.StoreRepair}. Depends on everything else in this module, and nothing in
 * it depends on this. Runs on the caller's thread.
 */
@NullMarked
package io.vecstore.persist.check;

import org.jspecify.annotations.NullMarked;
