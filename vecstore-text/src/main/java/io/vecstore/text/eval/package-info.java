/**
 * How good is a ranking? Measures over judged queries, and whether a difference is more than luck.
 *
 * <p>Open {@link io.vecstore.text.eval.Judgements} first, then {@link
 * io.vecstore.text.eval.Measure}. Depends on nothing. Not thread-safe while it is filled.
 */
@NullMarked
package io.vecstore.text.eval;

import org.jspecify.annotations.NullMarked;
