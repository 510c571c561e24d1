/**
 * Which documents? One filter language with one meaning, as text and as a builder. Open {@code
 * Filter} first.
 *
 * <p>Depends on the values and the errors.
 */
@NullMarked
package io.vecstore.core.filter;

import org.jspecify.annotations.NullMarked;
