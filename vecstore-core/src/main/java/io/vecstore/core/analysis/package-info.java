/**
 * What is a term? The interface that a user implements to bring his own analysis of text.
 *
 * <p>Open {@link io.vecstore.core.analysis.Tokenizer} first, then {@link
 * io.vecstore.core.analysis.AnalyzerSpec}, the value that the schema stores. Depends on the errors
 * only. Owns no threads: a tokenizer belongs to one thread.
 */
@NullMarked
package io.vecstore.core.analysis;

import org.jspecify.annotations.NullMarked;
