/**
 * How do texts become passages that are found, and passages texts that are read? Open {@link
 * io.vecstore.rag.IngestPipeline} first: it keeps a store in step with texts; {@link
 * io.vecstore.rag.PassageExpander} puts what a search finds back into its surroundings. Stands on
 * the handles. Values: safe from any thread, as the model is; one run at a time for a store.
 */
@NullMarked
package io.vecstore.rag;

import org.jspecify.annotations.NullMarked;
