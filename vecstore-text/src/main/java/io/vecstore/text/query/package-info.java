/**
 * What do the words of a user ask for? From text to a tree of terms and phrases.
 *
 * <p>Open {@link io.vecstore.text.query.MatchParser} first, then {@link
 * io.vecstore.text.query.TextQuery}. Depends on the analyzer. Values: safe from any thread.
 */
@NullMarked
package io.vecstore.text.query;

import org.jspecify.annotations.NullMarked;
