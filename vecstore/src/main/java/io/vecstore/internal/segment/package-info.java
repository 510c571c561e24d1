/**
 * What are the documents of one segment, by ordinal? Open {@link
 * io.vecstore.internal.segment.SegmentReader} first; it is an active segment in memory that one
 * thread appends to, or a sealed one in a file. Depends on the engines and on core.
 */
@NullMarked
package io.vecstore.internal.segment;

import org.jspecify.annotations.NullMarked;
