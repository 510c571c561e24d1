package io.vecstore.index.graph;

import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.ReadLimit;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;

/**
 * Walks the lowest layer over accepted rows alone. A row of links that has too few of them is
 * widened by the rows of the neighbours that are not accepted, which are passed through without
 * being scored, until there are enough: so the accepted rows hang together where they are a few in
 * a hundred, and every score that is computed is of a row that may be an answer (after ACORN-1,
 * Patel et al. 2024, section 5, which takes all neighbours of neighbours, and Lucene's
 * FilteredHnswGraphSearcher, which takes as many as it needs).
 *
 * <p>First a narrow walk without the filter finds where the query is. Where next to no neighbour of
 * the nearest rows is accepted, the walk is given up: all answers are far from the query then,
 * along a border that a graph made for near ones does not follow. Otherwise it starts from there,
 * and from a sample of the accepted rows. Belongs to one thread.
 */
final class AcceptedWalk {

  /**
   * Accepted links that a hop looks for, seen before or not; of 16, 24 and 32 the one that was
   * fastest at equal recall.
   */
  private static final int LINKS = 24;

  /** Accepted rows that are tried as starts. */
  private static final int SAMPLE = 16;

  /** The width of the walk that finds where the query is. */
  private static final int NEAREST = 8;

  /**
   * So many accepted links of the nearest rows are enough to go on, and of a filter that accepts
   * little a third of what is to be expected; with fewer, the answers are far.
   */
  private static final int NEAR_LINKS = 12;

  /**
   * Where fewer than half of the near links are accepted that were to be expected, the answers lie
   * along a border, and the beam is so much wider.
   */
  private static final int WIDER = 3;

  /** A walk of more hops for each place in its beam has lost its way. */
  private static final int HOPS_PER_PLACE = 4;

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  private final WalkScratch scratch;
  private final GraphLayer layer;
  private final int[] row;
  private final int[] bridges;
  private final int[] passed;
  private final int[] nearest = new int[NEAREST];
  private final int[] fresh;
  private final float[] scores;
  private long[] accepted = new long[0];
  private int nearestCount;
  private int freshCount;
  private int links;
  private boolean alongBorder;
  private long hops;
  private long scored;

  AcceptedWalk(WalkScratch scratch, GraphLayer layer) {
    this.scratch = scratch;
    this.layer = layer;
    row = new int[layer.width()];
    bridges = new int[layer.width()];
    passed = new int[layer.width()];
    fresh = new int[Math.max(SAMPLE + NEAREST, LINKS + 2 * layer.width())];
    scores = new float[fresh.length];
  }

  /** Returns how many rows were scored. */
  long scored() {
    return scored;
  }

  /**
   * Returns whether the answers lie along a border, where they are about equally far and estimates
   * do not tell them apart.
   */
  boolean isAlongBorder() {
    return alongBorder;
  }

  /** Returns how many nodes were expanded. */
  long hops() {
    return hops;
  }

  /**
   * Fills the beam with accepted rows.
   *
   * @param entry the slot to start from, accepted or not
   * @param accept the ordinals that may be found
   * @param matches how many they are, more than the beam is wide
   * @return whether the walk came to its end with a full beam
   */
  boolean walk(int entry, int width, OrdinalBits accept, int matches) {
    accepted = accept.words();
    locate(entry);
    long expected = (long) nearestCount * layer.width() * matches / layer.count();
    int near = nearLinks();
    if (near < Math.clamp(expected / 3, 1, NEAR_LINKS)) {
      return false;
    }
    int wide = near < expected / 2 ? Math.min(WIDER * width, matches) : width;
    alongBorder = wide > width;
    Beam beam = scratch.beam;
    beam.reset(wide);
    scratch.visited.reset(layer.count());
    start(accept);
    ReadLimit limit = ReadLimit.current();
    int next;
    while ((next = beam.expandNext()) >= 0) {
      if (hops > (long) HOPS_PER_PLACE * wide) {
        return false;
      }
      expand(next);
      if (hops % CHECKED == 0) {
        limit.check();
      }
    }
    return beam.size() == wide;
  }

  private void locate(int entry) {
    BeamSearch.start(scratch, layer, entry, NEAREST);
    hops = BeamSearch.walk(scratch, layer);
    scored = scratch.visited.count();
    nearestCount = scratch.beam.size();
    for (int rank = 0; rank < nearestCount; rank++) {
      nearest[rank] = scratch.beam.slot(rank);
    }
  }

  /** Returns how many links of the nearest rows are accepted. */
  private int nearLinks() {
    int near = 0;
    for (int i = 0; i < nearestCount; i++) {
      layer.row(nearest[i], row);
      for (int slot : row) {
        near += isAccepted(slot) ? 1 : 0;
      }
    }
    return near;
  }

  private void start(OrdinalBits accept) {
    freshCount = 0;
    int step = Math.max(1, accept.size() / SAMPLE);
    for (int from = 0; from < accept.size() && freshCount < SAMPLE; from += step) {
      add(accept.next(from));
    }
    for (int i = 0; i < nearestCount; i++) {
      if (isAccepted(nearest[i])) {
        add(nearest[i]);
      }
    }
    offer();
    for (int i = 0; i < nearestCount; i++) {
      if (!isAccepted(nearest[i])) {
        expand(nearest[i]);
      }
    }
  }

  private void add(int slot) {
    if (slot >= 0 && scratch.visited.add(slot)) {
      fresh[freshCount++] = slot;
    }
  }

  private void expand(int node) {
    hops++;
    freshCount = 0;
    links = 0;
    int failing = gather(node, bridges);
    for (int i = 0; i < failing && links < LINKS; i++) {
      if (scratch.visited.add(bridges[i])) {
        gather(bridges[i], passed);
      }
    }
    offer();
  }

  /** Takes what is accepted and new of a node's row; returns how many links are not accepted. */
  private int gather(int node, int[] failing) {
    VisitedSlots visited = scratch.visited;
    layer.row(node, row);
    int failed = 0;
    for (int slot : row) {
      if (slot == node) {
        break;
      }
      if (isAccepted(slot)) {
        links++;
        if (visited.add(slot)) {
          fresh[freshCount++] = slot;
        }
      } else {
        failing[failed++] = slot;
      }
    }
    return failed;
  }

  private boolean isAccepted(int slot) {
    return (accepted[slot >>> 6] >>> slot & 1) != 0;
  }

  private void offer() {
    Beam beam = scratch.beam;
    scored += freshCount;
    scratch.scorer.closeness(fresh, freshCount, scores);
    float threshold = beam.threshold();
    for (int i = 0; i < freshCount; i++) {
      if (scores[i] > threshold) {
        beam.offer(fresh[i], scores[i]);
        threshold = beam.threshold();
      }
    }
  }
}
