/**
 * How many of the true neighbours does a walk find on these very rows? Start with {@code
 * BeamMeasure}.
 *
 * <p>Depends on the scorer and the exact scan. Starts the threads it is told to and has joined them
 * when it returns.
 */
@NullMarked
package io.vecstore.index.measure;

import org.jspecify.annotations.NullMarked;
