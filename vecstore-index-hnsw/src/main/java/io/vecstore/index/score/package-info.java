/**
 * How close is a row to this query? Start with {@code RowScorer}.
 *
 * <p>Depends on the kernels and the shared words. Every object here belongs to one thread at a
 * time.
 */
@NullMarked
package io.vecstore.index.score;

import org.jspecify.annotations.NullMarked;
