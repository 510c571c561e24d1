package io.vecstore.core.report;

/**
 * How a store is at a moment. All numbers are of the same moment.
 *
 * @param documents those that reads can see, and those that have expired but are not deleted yet
 * @param hidden softly deleted documents
 * @param deletedRows rows that were deleted or replaced, and go with the next compaction
 * @param activeRows rows that are in memory and in the log alone
 * @param segments sealed segments
 * @param segmentBytes their files, tombstones included
 * @param logs files of the log
 * @param lastWrite writes in the store's history
 * @param durableWrites how many of them survive a power loss
 */
public record StoreStats(
    long documents,
    long hidden,
    long deletedRows,
    long activeRows,
    int segments,
    long segmentBytes,
    int logs,
    long lastWrite,
    long durableWrites) {}
