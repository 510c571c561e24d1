/**
 * Which rows match, one after the other, and how well? The parts of any query, row by row.
 *
 * <p>Open {@link io.vecstore.text.scorer.RowScorer} first. Depends on the postings. A scorer
 * belongs to one search on one thread.
 */
@NullMarked
package io.vecstore.text.scorer;

import org.jspecify.annotations.NullMarked;
