/**
 * How good are the rankings of words, and how fast is the search, beside Lucene's?
 *
 * <p>Start with {@link io.vecstore.bench.text.TextCommand}. Depends on {@code bench.data}. One
 * thread does everything, so that what it used can be counted.
 */
@NullMarked
package io.vecstore.bench.text;

import org.jspecify.annotations.NullMarked;
