/**
 * How does LangChain4j use a store? Open {@link io.vecstore.langchain4j.VecStoreEmbeddingStore}
 * first. Depends on the public API of VecStore and on LangChain4j's core. Safe from any thread, as
 * a store is.
 */
@NullMarked
package io.vecstore.langchain4j;

import org.jspecify.annotations.NullMarked;
