/**
 * A vector, gimme ordinals: the door of the vector engine.
 *
 * <p>Sees memory, never files. Owns no threads.
 */
@NullMarked
package io.vecstore.index;

import org.jspecify.annotations.NullMarked;
