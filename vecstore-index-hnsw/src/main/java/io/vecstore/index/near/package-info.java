/**
 * Which rows are near each other, all at once? And which of them should a row link to?
 *
 * <p>Open {@code NearRows} first: it cuts the rows into leaves and compares those of a leaf with
 * one another. Depends on the scorer, the beam's keys and the threads; knows no graph.
 */
@NullMarked
package io.vecstore.index.near;

import org.jspecify.annotations.NullMarked;
