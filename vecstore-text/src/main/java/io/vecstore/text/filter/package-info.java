/**
 * How does a word become a term? Filters, each a tokenizer around a tokenizer: lower case, stop
 * words, stems.
 *
 * <p>Open {@link io.vecstore.text.filter.StemFilter} first. Depends on the analysis interface and
 * on OpenNLP's stemmers. A filter belongs to one thread; the stem cache is shared.
 */
@NullMarked
package io.vecstore.text.filter;

import org.jspecify.annotations.NullMarked;
