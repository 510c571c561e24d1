/**
 * What is measured? Vectors, questions and exact answers, read from the formats of the field:
 * {@code .fvecs}, {@code .hvecs}, {@code .bvecs} and {@code .ivecs}, gzipped or not.
 *
 * <p>Start with {@link io.vecstore.bench.data.VectorFile}. Depends on the errors of the core.
 * Values are immutable by convention and shared by all threads.
 */
@NullMarked
package io.vecstore.bench.data;

import org.jspecify.annotations.NullMarked;
