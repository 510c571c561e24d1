/**
 * Which words does the text of a filter consist of, and how is a wrong one shown? Open {@code
 * TokenCursor} first.
 *
 * <p>Not API. Depends on the values and the errors. A cursor belongs to one parse on one thread.
 */
@NullMarked
package io.vecstore.core.filter.token;

import org.jspecify.annotations.NullMarked;
