/**
 * Who is measured? One {@link io.vecstore.bench.engine.Engine} per contestant: ours, JVector and
 * Lucene in this JVM, hnswlib and FAISS in a live child process that is driven over a pipe.
 *
 * <p>Start with {@link io.vecstore.bench.engine.EngineCatalog}. Depends on {@code bench.data}. An
 * engine is built and asked by one thread at a time; it owns the threads that a turn needs.
 */
@NullMarked
package io.vecstore.bench.engine;

import org.jspecify.annotations.NullMarked;
