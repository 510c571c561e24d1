/**
 * What must an engine do, and in which words? The few types that the engines (vectors, words,
 * bytes) share with the coordinator above them: ordinals, sections of a segment, rows of floats.
 * Not API: exported to VecStore's own modules only.
 */
@NullMarked
package io.vecstore.core.spi;

import org.jspecify.annotations.NullMarked;
