/**
 * Words, gimme ordinals: tokenizers and splitters for users, the door of the text engine for the
 * store.
 *
 * <p>Sees memory, never files. Owns no threads.
 */
@NullMarked
package io.vecstore.text;

import org.jspecify.annotations.NullMarked;
