/**
 * What has a walk found so far, and what has it seen? Start with {@code Beam}.
 *
 * <p>Depends on nothing. Every object here belongs to one thread.
 */
@NullMarked
package io.vecstore.index.beam;

import org.jspecify.annotations.NullMarked;
