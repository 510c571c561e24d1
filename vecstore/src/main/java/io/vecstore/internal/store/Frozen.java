package io.vecstore.internal.store;

/**
 * An active segment that gets no more rows and waits to be sealed.
 *
 * @param state the segment and its tombstones
 * @param lastLsn the last write that went before its end: once it is sealed, the log up to there is
 *     not needed
 */
record Frozen(SegmentState state, long lastLsn) {}
