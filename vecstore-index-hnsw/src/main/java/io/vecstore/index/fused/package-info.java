/**
 * Where next, with one read of memory? The fast layout of a graph: each node beside codes of its
 * neighbours. Start with {@code FusedGraph}.
 *
 * <p>Depends on the graph, the scorer and the kernels. What is opened is immutable and safe from
 * any thread; the encoder starts the threads it is told to and has joined them when it returns.
 */
@NullMarked
package io.vecstore.index.fused;

import org.jspecify.annotations.NullMarked;
