package io.vecstore.internal.segment;

import io.vecstore.core.model.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What a segment keeps of a document besides its vector.
 *
 * @param id the document's id
 * @param lsn the log sequence number of the write
 * @param metadata the metadata, possibly empty
 * @param text the text, if there is one
 */
public record StoredRow(String id, long lsn, Metadata metadata, @Nullable String text) {}
