package io.vecstore.index.graph;

import io.vecstore.core.spi.ReadLimit;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;

/**
 * Walks one layer towards the query that the scratch's scorer holds (Malkov and Yashunin 2018,
 * algorithm 2). A hop reads a row, keeps the neighbours not seen yet, scores them in one call and
 * offers those that are close enough to the beam. Stateless.
 */
final class BeamSearch {

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  private BeamSearch() {}

  /** Empties the beam and puts one slot into it, from which the next walk starts. */
  static void start(WalkScratch scratch, GraphLayer layer, int slot, int width) {
    scratch.beam.reset(width);
    scratch.visited.reset(layer.count());
    scratch.visited.add(slot);
    scratch.slots[0] = slot;
    score(scratch, layer, 1);
    scratch.beam.offer(slot, scratch.scores[0]);
  }

  /** Expands the beam until every slot in it is expanded; returns the number of hops. */
  static int walk(WalkScratch scratch, GraphLayer layer) {
    return walk(scratch, layer, Integer.MAX_VALUE);
  }

  /** Expands the beam until its best few slots are expanded; returns the number of hops. */
  static int walkNearest(WalkScratch scratch, GraphLayer layer, int nearest) {
    int hops = 0;
    int next;
    while (!scratch.beam.hasExpanded(nearest) && (next = scratch.beam.expandNext()) >= 0) {
      hops++;
      hop(scratch, layer, next);
    }
    return hops;
  }

  /**
   * Expands the beam until every slot in it is expanded or enough slots were seen; returns the
   * number of hops.
   */
  static int walk(WalkScratch scratch, GraphLayer layer, int budget) {
    Beam beam = scratch.beam;
    VisitedSlots visited = scratch.visited;
    ReadLimit limit = ReadLimit.current();
    int hops = 0;
    int next;
    while (visited.count() < budget && (next = beam.expandNext()) >= 0) {
      hops++;
      hop(scratch, layer, next);
      if (hops % CHECKED == 0) {
        limit.check();
      }
    }
    return hops;
  }

  private static void hop(WalkScratch scratch, GraphLayer layer, int node) {
    Beam beam = scratch.beam;
    int[] slots = scratch.slots;
    float[] scores = scratch.scores;
    layer.row(node, slots);
    int count = scratch.visited.keepNew(slots, layer.width());
    if (count > 0) {
      score(scratch, layer, count);
      float threshold = beam.threshold();
      for (int i = 0; i < count; i++) {
        if (scores[i] > threshold) {
          beam.offer(slots[i], scores[i]);
          threshold = beam.threshold();
        }
      }
    }
  }

  private static void score(WalkScratch scratch, GraphLayer layer, int count) {
    int[] ordinals = layer.ordinals();
    if (ordinals == null) {
      scratch.scorer.closeness(scratch.slots, count, scratch.scores);
    } else {
      for (int i = 0; i < count; i++) {
        scratch.ordinals[i] = ordinals[scratch.slots[i]];
      }
      scratch.scorer.closeness(scratch.ordinals, count, scratch.scores);
    }
  }

  /**
   * Goes down from the top layer to {@code target}, on each layer to the node nearest to the query
   * (algorithm 5, lines 3 and 4).
   *
   * @return the slot on {@code target} to start from
   */
  static int descend(WalkScratch scratch, GraphLayers layers, int target) {
    int slot = layers.entrySlot();
    for (int level = layers.top(); level > target; level--) {
      GraphLayer layer = layers.layer(level);
      start(scratch, layer, slot, 1);
      walk(scratch, layer);
      slot = layer.slotBelow(scratch.beam.slot(0));
    }
    return slot;
  }
}
