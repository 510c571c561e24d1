package io.vecstore.internal.segment;

import io.vecstore.core.spi.OrdinalBits;
import org.jspecify.annotations.Nullable;

/**
 * What a view sees of a segment.
 *
 * @param segment the segment
 * @param rows the view sees the ordinals in {@code [0, rows)}
 * @param live those of them that are neither deleted nor superseded, or null where all are live
 * @param liveCount how many are live
 */
public record SegmentSlice(
    SegmentReader segment, int rows, @Nullable OrdinalBits live, int liveCount) {

  /** Returns whether an ordinal in {@code [0, rows)} is live. */
  public boolean isLive(int ordinal) {
    return live == null || live.contains(ordinal);
  }

  /** Returns the ordinal of the live document with an id, or -1. */
  public int find(String id) {
    int ordinal = segment.find(id, rows);
    return ordinal >= 0 && isLive(ordinal) ? ordinal : -1;
  }

  /** Returns the live ordinals, as a set that may be shared. */
  public OrdinalBits liveBits() {
    return live == null ? OrdinalBits.all(rows) : live;
  }
}
