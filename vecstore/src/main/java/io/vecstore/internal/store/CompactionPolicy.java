package io.vecstore.internal.store;

import io.vecstore.core.schema.Schema;
import io.vecstore.index.HnswIndex;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which sealed segments should become one: tiers of about the same size, as log-structured merge
 * trees have them (O'Neil et al. 1996), so that a row is rewritten about as often as the number of
 * rows has powers of {@value #FANOUT}.
 */
final class CompactionPolicy {

  /**
   * So many segments of a tier are merged; each tier is about so many times as large as the one
   * below.
   */
  private static final int FANOUT = 4;

  /**
   * A segment with a larger share of dead rows is rewritten: what it takes on disk stays below a
   * quarter more than it needs.
   */
  private static final double DEAD_SHARE = 0.2;

  private CompactionPolicy() {}

  /**
   * Returns the segments to merge next, possibly one to be rewritten alone; none if all is well.
   */
  static List<SegmentState> pick(List<SegmentState> sealed, Schema schema) {
    List<SegmentState> rewritten = new ArrayList<>();
    TreeMap<Integer, List<SegmentState>> tiers = new TreeMap<>();
    for (SegmentState state : sealed) {
      int live = state.segment().rows() - state.deadCount();
      if (state.deadCount() > DEAD_SHARE * state.segment().rows() || lacksGraph(state, schema)) {
        rewritten.add(state);
      }
      tiers.computeIfAbsent(tier(live), t -> new ArrayList<>()).add(state);
    }
    for (List<SegmentState> tier : tiers.values()) {
      if (tier.size() >= FANOUT) {
        return tier;
      }
    }
    return rewritten.isEmpty() ? List.of() : rewritten.subList(0, 1);
  }

  private static int tier(int rows) {
    return (31 - Integer.numberOfLeadingZeros(Math.max(1, rows / 256))) / 2;
  }

  /** Returns whether a segment has rows enough for a graph, and none. */
  static boolean lacksGraph(SegmentState state, Schema schema) {
    return state.segment() instanceof SealedSegment segment
        && !(segment.index() instanceof HnswIndex)
        && SegmentMerge.wantsGraph(schema, segment.rows() - state.deadCount());
  }
}
