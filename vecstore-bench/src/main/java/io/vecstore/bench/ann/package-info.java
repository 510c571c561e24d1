/**
 * How fast at which recall? The race of approximate nearest neighbour engines, and its report as a
 * table, as JSON and as a picture.
 *
 * <p>Start with {@link io.vecstore.bench.ann.Race}, then {@link io.vecstore.bench.ann.Results}.
 * Depends on {@code bench.engine} and {@code bench.data}. One thread drives the race; the engines
 * own the threads that ask.
 */
@NullMarked
package io.vecstore.bench.ann;

import org.jspecify.annotations.NullMarked;
