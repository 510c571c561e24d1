/**
 * How is the inverted index of a sealed segment laid out in bytes? Written once, by merging, and
 * read where it lies.
 *
 * <p>Open {@link io.vecstore.text.segment.SealedLayout} first, for the bytes, then {@link
 * io.vecstore.text.segment.TextMerge} and {@link io.vecstore.text.segment.SealedText}. Depends on
 * the postings' interfaces and the core's sections. Whatever the bytes are, reading them ends, with
 * what they say or with an error. Immutable once open: safe from any thread.
 */
@NullMarked
package io.vecstore.text.segment;

import org.jspecify.annotations.NullMarked;
