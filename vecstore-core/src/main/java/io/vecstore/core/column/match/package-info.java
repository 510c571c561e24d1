/**
 * Which values pass? A condition of a filter, turned into what columns can test fast: ranges of
 * longs, and sets of texts. Open {@code ValueTest} first.
 *
 * <p>Not API. Depends on the filters, the values and the patterns. Everything is immutable.
 */
@NullMarked
package io.vecstore.core.column.match;

import org.jspecify.annotations.NullMarked;
