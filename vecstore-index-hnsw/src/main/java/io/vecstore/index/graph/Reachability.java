package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import java.util.Arrays;

/**
 * Makes every node of the lowest layer easy to come by. Where many rows are nearly equal, choosing
 * links anew takes away the last link to some node: no beam, however wide, finds it then. Each node
 * that too few link to, or that cannot be reached from where walks begin, is searched for, and the
 * nearest nodes that have room link to it; where none of them has, the nearest gives up a link to a
 * node that many link to. For one thread, after the build.
 */
final class Reachability {

  /** Links to a node below which it gets more. */
  private static final int FEW = 8;

  private static final int BEAM = 64;

  /** A link given up may have been the only way to somewhere, so all is looked through again. */
  private static final int ROUNDS = 8;

  private final GraphLayers layers;
  private final GraphLayer lowest;
  private final WalkScratch scratch;
  private final int most;
  private final int[] links;
  private final int[] inward;
  private final boolean[] reached;
  private final int[] queue;

  /**
   * @param rows what the walks are guided by
   * @param most links of a node
   */
  Reachability(GraphLayers layers, GraphRows rows, int most) {
    this.layers = layers;
    this.most = most;
    lowest = layers.lowest();
    scratch = new WalkScratch(rows.guide(), lowest.width());
    links = new int[lowest.width()];
    inward = new int[lowest.count()];
    reached = new boolean[lowest.count()];
    queue = new int[lowest.count()];
  }

  /** Adds the links that are missing. */
  void repair() {
    count();
    for (int round = 0; round < ROUNDS && !repaired(); round++) {
      Arrays.fill(reached, false);
    }
  }

  private void count() {
    for (int slot = 0; slot < lowest.count(); slot++) {
      int degree = lowest.links(slot, links);
      for (int i = 0; i < degree; i++) {
        inward[links[i]]++;
      }
    }
  }

  /** Adds what is missing; returns whether no link was given up for it. */
  private boolean repaired() {
    spread(layers.entryOrdinal());
    boolean keptAll = true;
    for (int slot = 0; slot < lowest.count(); slot++) {
      if (!reached[slot] || inward[slot] < FEW) {
        linkTo(slot);
      }
      if (!reached[slot]) {
        keptAll = false;
        if (replaceLink(slot)) {
          spread(slot);
        }
      }
    }
    return keptAll;
  }

  /** Lets the nearest node that can, of those found last, link to a slot instead of another. */
  private boolean replaceLink(int slot) {
    Beam beam = scratch.beam;
    for (int rank = 0; rank < beam.size(); rank++) {
      int near = beam.slot(rank);
      int degree = reached[near] ? lowest.links(near, links) : 0;
      for (int i = degree - 1; i >= 0; i--) {
        if (inward[links[i]] > FEW) {
          inward[links[i]]--;
          inward[slot]++;
          lowest.setLink(/* slot= */ near, i, /* neighbour= */ slot);
          return true;
        }
      }
    }
    return false;
  }

  /** Marks what can be reached from a slot. */
  private void spread(int from) {
    int end = 0;
    queue[end++] = from;
    reached[from] = true;
    for (int next = 0; next < end; next++) {
      int degree = lowest.links(queue[next], links);
      for (int i = 0; i < degree; i++) {
        if (!reached[links[i]]) {
          reached[links[i]] = true;
          queue[end++] = links[i];
        }
      }
    }
  }

  private void linkTo(int slot) {
    scratch.scorer.queryRow(slot);
    BeamSearch.start(scratch, lowest, BeamSearch.descend(scratch, layers, 0), BEAM);
    BeamSearch.walk(scratch, lowest);
    Beam beam = scratch.beam;
    boolean linked = false;
    for (int rank = 0; rank < beam.size() && inward[slot] < FEW; rank++) {
      int near = beam.slot(rank);
      if (reached[near] && near != slot && add(near, slot)) {
        inward[slot]++;
        linked = true;
      }
    }
    if (!reached[slot] && linked) {
      spread(slot);
    }
  }

  /** Adds a link where there is room and it is new. */
  private boolean add(int from, int to) {
    int degree = lowest.links(from, links);
    boolean there = Arrays.stream(links, 0, degree).anyMatch(link -> link == to);
    if (there || degree >= most) {
      return false;
    }
    lowest.setLink(from, degree, to);
    return true;
  }
}
