/**
 * A vector, gimme ordinals near it, without looking at all: the HNSW graph. Start with {@code
 * HnswGraph}; {@code GraphBuilder} makes one, {@code BeamSearch} walks it.
 *
 * <p>Depends on the scorer. A graph that was opened is immutable and safe from any thread; the
 * builder starts the threads it is told to and has joined them when it returns.
 */
@NullMarked
package io.vecstore.index.graph;

import org.jspecify.annotations.NullMarked;
