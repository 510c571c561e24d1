package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import java.util.Arrays;

/**
 * Makes every node of the lowest layer easy to come by. Where many rows are nearly equal, choosing
 * links anew takes away the last link to some node: no beam, however wide, finds it then. Each node
 * that too few link to, or that cannot be reached from where walks begin, is searched for, and the
 * nearest nodes that have room link to it. For one thread, after the build.
 */
final class Reachability {

  /** Links to a node below which it gets more. */
  private static final int FEW = 4;

  private static final int BEAM = 64;

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
    for (int slot = 0; slot < lowest.count(); slot++) {
      int degree = lowest.links(slot, links);
      for (int i = 0; i < degree; i++) {
        inward[links[i]]++;
      }
    }
    spread(layers.entryOrdinal());
    for (int slot = 0; slot < lowest.count(); slot++) {
      if (!reached[slot] || inward[slot] < FEW) {
        linkTo(slot);
      }
    }
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
