/**
 * Do the parts of a store fit each other, and what can be read when they do not? For a store that
 * nobody has open. Open {@link io.vecstore.internal.care.StructureCheck} first. Depends on store,
 * segment and persist; runs on the caller's thread.
 */
@NullMarked
package io.vecstore.internal.care;

import org.jspecify.annotations.NullMarked;
