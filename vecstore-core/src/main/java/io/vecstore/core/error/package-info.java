/**
 * What went wrong, whose fault is it, and what state is left? Every error is unchecked and says
 * what to do.
 *
 * <p>Open {@code VecStoreException} first: one branch for wrong input, one for the state of the
 * store, one for storage. Depends on nothing.
 */
@NullMarked
package io.vecstore.core.error;

import org.jspecify.annotations.NullMarked;
