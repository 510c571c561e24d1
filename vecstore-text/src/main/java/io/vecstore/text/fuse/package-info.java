/**
 * How do two rankings become one? Arithmetic on keys and scores, without any index behind it.
 *
 * <p>Open {@link io.vecstore.text.fuse.Fuser} first. Depends on the fusion value of the core. A
 * fuser belongs to one query, on one thread.
 */
@NullMarked
package io.vecstore.text.fuse;

import org.jspecify.annotations.NullMarked;
