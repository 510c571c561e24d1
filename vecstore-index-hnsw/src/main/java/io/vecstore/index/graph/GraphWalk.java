package io.vecstore.index.graph;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.score.HopScorer;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import io.vecstore.index.score.Walker;
import org.jspecify.annotations.Nullable;

/**
 * One search of a graph at a time: from the entry point down to the lowest layer, there with a
 * beam, and then a ranking of what the beam holds. Where a walk is guided by estimates, the best of
 * its beam are scored again, exactly. Made once for a graph and used again and again without
 * allocation. Belongs to one thread at a time.
 */
public final class GraphWalk implements Walker {

  /** Rows around the query whose links tell how much is accepted there. */
  private static final int NEAREST = 8;

  /** After so many batches a ranking asks whether it may go on. */
  private static final int CHECKED = 16;

  /** A ranking is settled once so many times the slots up to its last change were looked at. */
  private static final int SETTLED = 4;

  private final HnswGraph graph;
  private final RowScorer exact;
  private final @Nullable HopScorer guide;
  private final WalkScratch scratch;
  private final Beam ranked = new Beam();
  private final AcceptedWalk accepted;
  private int hidden = -1;

  /**
   * Creates a walk.
   *
   * @param exact scores the graph's rows
   * @param guide estimates the same closeness from less, or null to walk by the rows themselves
   */
  public GraphWalk(HnswGraph graph, RowScorer exact, @Nullable HopScorer guide) {
    this.graph = graph;
    this.exact = exact;
    this.guide = guide;
    int width = Math.max(graph.layers().lowest().width(), GraphLayout.width(graph.m()));
    scratch = new WalkScratch(guide == null ? exact : guide, width);
    accepted = new AcceptedWalk(scratch, graph.layers().lowest());
  }

  @Override
  public void hide(int ordinal) {
    hidden = ordinal;
  }

  @Override
  public RowScorer exact() {
    return exact;
  }

  /** Returns the scorer that guides the walk. */
  public HopScorer guide() {
    return guide == null ? exact : guide;
  }

  @Override
  public void query(float[] vector) {
    exact.query(vector);
    if (guide != null) {
      guide.query(vector);
    }
  }

  @Override
  public int walk(int width, int k, @Nullable OrdinalBits accept, SearchCounters counters) {
    GraphLayer lowest = graph.layers().lowest();
    int entry = entry();
    BeamSearch.start(scratch, lowest, entry, width);
    if (hidden >= 0) {
      scratch.visited.add(hidden);
    }
    counters.addHops(BeamSearch.walk(scratch, lowest));
    int depth = guide == null ? k : graph.widths().depth(k, width);
    rank(depth, accept);
    if (guide == null) {
      counters.addScored(scratch.visited.count());
    } else {
      counters.addScoredApproximately(scratch.visited.count());
      counters.addScored(ranked.size());
    }
    return Math.min(k, ranked.size());
  }

  /** Returns the row of the lowest layer where a walk to the query begins. */
  public int entry() {
    return BeamSearch.descend(scratch, graph.layers(), 0);
  }

  /**
   * Walks over all rows, and ranks the nearest accepted ones that it found: for filters that accept
   * much, where to step aside costs more than to step on what will not be an answer. The beam is
   * widened by the share that is accepted around the query, which is counted once the nearest rows
   * are found: so a filter that accepts all of them costs nothing.
   *
   * @param accept the ordinals that may be found
   * @param matches how many they are
   * @return how many rows can be offered, at most k; -1 where the walk was given up, since less
   *     than half as much as was to be expected is accepted around the query
   */
  public int walkOpen(int width, int k, OrdinalBits accept, int matches, SearchCounters counters) {
    GraphLayer lowest = graph.layers().lowest();
    BeamSearch.start(scratch, lowest, entry(), width);
    counters.addHops(BeamSearch.walkNearest(scratch, lowest, NEAREST));
    double share = nearShare(lowest, accept);
    boolean goesOn = share >= 0.5 * matches / lowest.count();
    ranked.reset(k);
    if (goesOn) {
      scratch.beam.widen((int) Math.min(lowest.count(), Math.ceil(width / share)));
      counters.addHops(BeamSearch.walk(scratch, lowest));
      rank(guide == null ? k : graph.widths().depth(k, width), accept);
    }
    if (guide == null) {
      counters.addScored(scratch.visited.count());
    } else {
      counters.addScoredApproximately(scratch.visited.count());
      counters.addScored(ranked.size());
    }
    return goesOn ? Math.min(k, ranked.size()) : -1;
  }

  /** Returns which share of the links of the nearest rows is accepted. */
  private double nearShare(GraphLayer lowest, OrdinalBits accept) {
    int accepted = 0;
    int seen = 0;
    for (int rank = 0; rank < Math.min(NEAREST, scratch.beam.size()); rank++) {
      int node = scratch.beam.slot(rank);
      lowest.row(node, scratch.slots);
      for (int i = 0; i < lowest.width() && scratch.slots[i] != node; i++) {
        seen++;
        accepted += accept.contains(scratch.slots[i]) ? 1 : 0;
      }
    }
    return seen == 0 ? 1 : (double) accepted / seen;
  }

  /**
   * Walks over accepted rows alone with a beam of a width, and ranks the nearest that it found.
   *
   * @param far width of the beam where nothing near the query is accepted; 0 to give up there
   * @param accept the ordinals that may be found
   * @param matches how many they are, more than {@code width}
   * @return how many rows can be offered, at most k; -1 where the walk was given up, since the
   *     accepted rows are far from the query or do not hang together
   */
  public int walkAccepted(
      int width, int far, int k, OrdinalBits accept, int matches, SearchCounters counters) {
    int entry = entry();
    boolean ended = accepted.walk(entry, width, far, accept, matches);
    counters.addHops(accepted.hops());
    if (guide == null) {
      counters.addScored(accepted.scored());
    } else {
      counters.addScoredApproximately(accepted.scored());
    }
    if (!ended) {
      return -1;
    }
    if (guide == null) {
      rank(k, null);
      return Math.min(k, ranked.size());
    }
    if (accepted.isAlongBorder()) {
      int least = accepted.isFar() ? scratch.beam.size() : graph.widths().depth(k, width);
      counters.addScored(rankUntilSettled(k, least));
    } else {
      rank(graph.widths().depth(k, width), null);
      counters.addScored(ranked.size());
    }
    return Math.min(k, ranked.size());
  }

  /** Moves the first accepted slots of the beam to the ranking, by their exact closeness. */
  private void rank(int depth, @Nullable OrdinalBits accept) {
    Beam beam = scratch.beam;
    ranked.reset(depth);
    int[] batch = scratch.slots;
    ReadLimit limit = ReadLimit.current();
    int batches = 0;
    int rank = 0;
    int left = depth;
    while (rank < beam.size() && left > 0) {
      if (++batches % CHECKED == 0) {
        limit.check();
      }
      int count = 0;
      int most = Math.min(left, batch.length);
      for (; rank < beam.size() && count < most; rank++) {
        int ordinal = beam.slot(rank);
        if (accept == null || accept.contains(ordinal)) {
          scratch.scores[count] = beam.closeness(rank);
          batch[count++] = ordinal;
        }
      }
      if (guide != null) {
        exact.closeness(batch, count, scratch.scores);
      }
      for (int i = 0; i < count; i++) {
        ranked.offer(batch[i], scratch.scores[i]);
      }
      left -= count;
    }
  }

  /**
   * Ranks at least so many slots, and more until four times those up to the last change were looked
   * at: of answers that are about equally far, estimates tell the order badly. Returns how many
   * they are.
   */
  private int rankUntilSettled(int k, int least) {
    Beam beam = scratch.beam;
    ranked.reset(k);
    int[] batch = scratch.slots;
    ReadLimit limit = ReadLimit.current();
    int rank = 0;
    int changed = 0;
    while (rank < Math.min(beam.size(), Math.max(least, SETTLED * changed))) {
      limit.check();
      int count = Math.min(batch.length, beam.size() - rank);
      for (int i = 0; i < count; i++) {
        batch[i] = beam.slot(rank + i);
      }
      exact.closeness(batch, count, scratch.scores);
      for (int i = 0; i < count; i++) {
        if (!ranked.isFull() || scratch.scores[i] > ranked.threshold()) {
          changed = rank + i + 1;
        }
        ranked.offer(batch[i], scratch.scores[i]);
      }
      rank += count;
    }
    return rank;
  }

  @Override
  public int reaching(int k, float closeness) {
    int count = 0;
    while (count < Math.min(k, ranked.size()) && ranked.closeness(count) >= closeness) {
      count++;
    }
    return count;
  }

  @Override
  public void offer(TopOrdinals out) {
    for (int rank = 0; rank < Math.min(out.capacity(), ranked.size()); rank++) {
      out.offer(ranked.slot(rank), ranked.closeness(rank));
    }
  }
}
