/**
 * How does one search a folder of documents? Files are cut into passages, passages are embedded and
 * kept in a store, and a later run embeds only what changed. Open {@link
 * io.vecstore.examples.ask.Indexer} first. One thread; the model uses its own.
 */
@NullMarked
package io.vecstore.examples.ask;

import org.jspecify.annotations.NullMarked;
