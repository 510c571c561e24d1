/**
 * How is a vector told apart in very few bytes? Product quantization: centroids that are trained on
 * the rows themselves. Start with {@code ProductCodes}.
 *
 * <p>Depends on the scorer, the codes' interface and the shared words. What is opened is immutable
 * and safe from any thread; training starts the threads it is told to and has joined them when it
 * returns.
 */
@NullMarked
package io.vecstore.index.product;

import org.jspecify.annotations.NullMarked;
