package io.vecstore.index.graph;

import io.vecstore.core.spi.ReadLimit;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.beam.VisitedSlots;

/**
 * Walks one layer towards the query that the scratch's scorer holds (Malkov and Yashunin 2018,
 * algorithm 2). A step reads the rows of the nearest nodes that were not expanded, keeps the
 * neighbours not seen yet, scores them in one call and offers those that are close enough to the
 * beam. Stateless.
 */
final class BeamSearch {

  /** After so many hops a walk asks whether it may go on. */
  private static final int CHECKED = 64;

  /** Nodes that a walk expands one by one, while each of them may lead far nearer. */
  private static final int ALONE = 16;

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

  /**
   * Empties the beam and puts the links of a slot into it, from which the next walk starts; the
   * slot itself counts as seen.
   */
  static void startAround(WalkScratch scratch, GraphLayer layer, int slot, int width) {
    scratch.beam.reset(width);
    scratch.visited.reset(layer.count());
    scratch.visited.add(slot);
    layer.row(slot, scratch.slots, 0);
    int count = scratch.visited.keepNew(scratch.slots, 0, layer.width());
    if (count > 0) {
      score(scratch, layer, count);
      offer(scratch.beam, scratch.slots, scratch.scores, count);
    }
  }

  /** Expands the beam until every slot in it is expanded; returns the number of hops. */
  static int walk(WalkScratch scratch, GraphLayer layer) {
    return walk(scratch, layer, Integer.MAX_VALUE);
  }

  /** Expands the beam until its best few slots are expanded; returns the number of hops. */
  static int walkNearest(WalkScratch scratch, GraphLayer layer, int nearest) {
    int hops = 0;
    while (!scratch.beam.hasExpanded(nearest) && expand(scratch, layer, 1) > 0) {
      hops++;
    }
    return hops;
  }

  /**
   * Expands the beam until every slot in it is expanded or enough slots were seen; returns the
   * number of hops.
   */
  static int walk(WalkScratch scratch, GraphLayer layer, int budget) {
    VisitedSlots visited = scratch.visited;
    ReadLimit limit = ReadLimit.current();
    int hops = 0;
    int checked = 0;
    int expanded;
    while (visited.count() < budget
        && (expanded = expand(scratch, layer, hops < ALONE ? 1 : WalkScratch.TOGETHER)) > 0) {
      hops += expanded;
      if (hops - checked >= CHECKED) {
        checked = hops;
        limit.check();
      }
    }
    return hops;
  }

  /**
   * Expands the best nodes that were not expanded yet, together, so that what they read is on its
   * way all at once; returns how many there were.
   */
  private static int expand(WalkScratch scratch, GraphLayer layer, int most) {
    Beam beam = scratch.beam;
    int[] nodes = scratch.together;
    int nodeCount = 0;
    int node;
    while (nodeCount < most && (node = beam.expandNext()) >= 0) {
      nodes[nodeCount++] = node;
    }
    if (nodeCount > 1) {
      scratch.touched += layer.touch(nodes, nodeCount);
    }
    int[] slots = scratch.slots;
    int count = 0;
    for (int i = 0; i < nodeCount; i++) {
      layer.row(nodes[i], slots, count);
      count += scratch.visited.keepNew(slots, count, layer.width());
    }
    if (count > 0) {
      score(scratch, layer, count);
      offer(beam, slots, scratch.scores, count);
    }
    return nodeCount;
  }

  private static void offer(Beam beam, int[] slots, float[] scores, int count) {
    float threshold = beam.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] > threshold) {
        beam.offer(slots[i], scores[i]);
        threshold = beam.threshold();
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
