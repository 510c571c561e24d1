package io.vecstore.internal.store;

import io.vecstore.core.schema.Schema;
import io.vecstore.index.HnswIndex;
import io.vecstore.internal.segment.SealedSegment;
import io.vecstore.internal.segment.SegmentMerge;
import io.vecstore.persist.segment.SegmentRef;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** What the id and the columns of a row take as objects, in bytes, about. */
  private static final int ROW_MEMORY = 200;

  /** What a node of a graph takes, in bytes, about, its codes aside. */
  private static final int GRAPH_MEMORY = 200;

  private CompactionPolicy() {}

  /**
   * Returns the segments to merge next, possibly one to be rewritten alone; none if all is well.
   *
   * @param most how many bytes of memory the merge of several may take
   */
  static List<SegmentState> pick(List<SegmentState> sealed, Schema schema, long most) {
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
        List<SegmentState> fitting = fitting(tier, schema, most);
        if (fitting.size() > 1) {
          return fitting;
        }
      }
    }
    return rewritten.isEmpty() ? List.of() : rewritten.subList(0, 1);
  }

  /** Returns the smallest segments that can be merged together within so many bytes of memory. */
  private static List<SegmentState> fitting(List<SegmentState> tier, Schema schema, long most) {
    List<SegmentState> smallest = new ArrayList<>(tier);
    smallest.sort(Comparator.comparingLong(state -> memory(state, schema)));
    List<SegmentState> fitting = groups(smallest, schema, most).getFirst();
    return tier.stream().filter(fitting::contains).toList();
  }

  /**
   * Returns all segments in groups, in their order, each of which can be merged within so many
   * bytes of memory, or consists of one segment alone; none for none.
   */
  static List<List<SegmentState>> groups(List<SegmentState> all, Schema schema, long most) {
    List<List<SegmentState>> groups = new ArrayList<>();
    long left = 0;
    for (SegmentState state : all) {
      long needed = memory(state, schema);
      if (groups.isEmpty() || needed > left) {
        groups.add(new ArrayList<>());
        left = most;
      }
      groups.getLast().add(state);
      left -= needed;
    }
    return groups;
  }

  /** Returns whether there is nothing to gain from merging a group. */
  static boolean isDone(List<SegmentState> group, Schema schema) {
    return group.size() == 1
        && group.getFirst().deadCount() == 0
        && !lacksGraph(group.getFirst(), schema);
  }

  /**
   * Returns about how many bytes of memory the rows of a sealed segment take while they are merged:
   * the sections as they are on disk, with those of the graph, and the ids and columns as objects.
   */
  private static long memory(SegmentState state, Schema schema) {
    long rows = (long) state.segment().rows() - state.deadCount();
    double live = (double) rows / Math.max(1, state.segment().rows());
    long file = state.ref().map(SegmentRef::bytes).orElse(0L);
    long graph = lacksGraph(state, schema) ? GRAPH_MEMORY + schema.dimension() / 2L : 0;
    return (long) (file * live) + rows * (ROW_MEMORY + graph);
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
