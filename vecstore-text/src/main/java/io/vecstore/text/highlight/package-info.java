/**
 * Why was this text found? The passages of a hit that say most of what was asked, with the words
 * marked.
 *
 * <p>Open {@link io.vecstore.text.highlight.Highlighter} first. Depends on the analyzer, the
 * queries and the splitters. Immutable: safe from any thread.
 */
@NullMarked
package io.vecstore.text.highlight;

import org.jspecify.annotations.NullMarked;
