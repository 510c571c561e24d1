/**
 * Which documents? One filter language with one meaning, as text and as a builder. Open {@code
 * Filter} first; {@code FilterMatcher} is the meaning, case by case.
 *
 * <p>Depends on the values, the patterns and the errors. Everything is immutable and safe from any
 * thread.
 */
@NullMarked
package io.vecstore.core.filter;

import org.jspecify.annotations.NullMarked;
