package io.vecstore.persist;

import io.vecstore.persist.segment.SegmentFile;
import io.vecstore.persist.segment.Tombstones;

/**
 * A segment of a store as it was found when the store was opened.
 *
 * @param file its sections; one reference belongs to the receiver
 * @param tombstones which of its rows are gone
 */
public record SealedSegment(SegmentFile file, Tombstones tombstones) {}
