package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import io.vecstore.index.near.NeighbourSelection;
import io.vecstore.index.score.RowScorer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Inserts nodes into the layers above the lowest, one after the other (Malkov and Yashunin 2018,
 * algorithm 1). One per thread.
 */
final class GraphInserter {

  /** A full row gives up one link in so many, so that not every further link has to choose anew. */
  private static final int ROOM = 8;

  /** The lowest layer that nodes are inserted into. */
  private static final int LAST = 1;

  private final GraphLayers layers;
  private final BuildSpec spec;
  private final LinkLocks locks;
  private final LevelSampler levels;
  private final WalkScratch scratch;
  private final RowScorer pivot;
  private final boolean guided;
  private final NeighbourSelection selection;
  private final long[] candidates;
  private final int[] row;
  private final int[] rowOrdinals;
  private final float[] rowScores;
  private final int[][] chosen = new int[GraphLayout.MAX_LAYERS][];
  private final int[] chosenCount = new int[GraphLayout.MAX_LAYERS];

  GraphInserter(GraphRows rows, GraphLayers layers, BuildSpec spec, LinkLocks locks) {
    this.layers = layers;
    this.spec = spec;
    this.locks = locks;
    levels = new LevelSampler(spec.seed(), spec.m());
    int width = layers.layer(layers.top()).width();
    scratch = new WalkScratch(rows.guide(), width);
    pivot = rows.exact();
    guided = rows.codes() != null;
    int most = Math.max(spec.efConstruction(), width) + width;
    selection = new NeighbourSelection(rows.exact(), width, most, LowestLayer.ALPHA);
    candidates = new long[most];
    row = new int[width + 1];
    rowOrdinals = new int[width + 1];
    rowScores = new float[width + 1];
    for (int level = 0; level < chosen.length; level++) {
      chosen[level] = new int[width];
    }
  }

  /**
   * Finds the neighbours of a node of the layer above the lowest, on each of its layers, top down,
   * and then links it, bottom up.
   */
  void insert(int ordinal) {
    int level = Math.min(levels.level(ordinal), layers.top());
    if (layers.entryOrdinal() == ordinal) {
      return; // where every walk begins needs no links of its own: others link to it
    }
    scratch.scorer.queryRow(ordinal);
    int entry = BeamSearch.descend(scratch, layers, level);
    for (int at = level; at >= LAST; at--) {
      GraphLayer layer = layers.layer(at);
      BeamSearch.start(scratch, layer, entry, spec.efConstruction());
      BeamSearch.walk(scratch, layer);
      int found = scratch.beam.copyKeys(candidates);
      if (guided) {
        pivot.queryRow(ordinal);
        rankExactly(layer, found);
      }
      entry = layer.slotBelow(scratch.beam.slot(0));
      chosenCount[at] = selection.choose(layer.ordinals(), candidates, found, spec.m());
      copyChosen(chosenCount[at], chosen[at]);
    }
    for (int at = LAST; at <= level; at++) {
      link(layers.layer(at), at, ordinal);
    }
  }

  /** Replaces the estimates in the candidates' keys, and sorts them anew. */
  private void rankExactly(GraphLayer layer, int found) {
    for (int from = 0; from < found; from += row.length) {
      int size = Math.min(row.length, found - from);
      for (int i = 0; i < size; i++) {
        rowOrdinals[i] = layer.ordinal(Beam.slotOf(candidates[from + i]));
      }
      pivot.closeness(rowOrdinals, size, rowScores);
      for (int i = 0; i < size; i++) {
        candidates[from + i] = Beam.key(Beam.slotOf(candidates[from + i]), rowScores[i]);
      }
    }
    Arrays.sort(candidates, 0, found);
  }

  private void link(GraphLayer layer, int level, int ordinal) {
    int slot = layer.slotOf(ordinal);
    ReentrantLock own = locks.of(slot);
    own.lock();
    try {
      layer.setRow(slot, chosen[level], chosenCount[level]);
    } finally {
      own.unlock();
    }
    for (int i = 0; i < chosenCount[level]; i++) {
      linkBack(layer, chosen[level][i], slot);
    }
  }

  /**
   * Adds a link to a row that has it not; where the row is full, chooses anew among its links and
   * the new one, and leaves some room.
   */
  private void linkBack(GraphLayer layer, int from, int to) {
    int most = spec.m();
    ReentrantLock lock = locks.of(from);
    lock.lock();
    try {
      int degree = layer.links(from, row);
      if (isAmong(to, degree)) {
        return;
      }
      if (degree < most) {
        layer.setLink(from, degree, to);
        return;
      }
      row[degree++] = to;
      for (int i = 0; i < degree; i++) {
        rowOrdinals[i] = layer.ordinal(row[i]);
      }
      pivot.queryRow(layer.ordinal(from));
      pivot.closeness(rowOrdinals, degree, rowScores);
      for (int i = 0; i < degree; i++) {
        candidates[i] = Beam.key(row[i], rowScores[i]);
      }
      Arrays.sort(candidates, 0, degree);
      int kept = selection.choose(layer.ordinals(), candidates, degree, most - most / ROOM);
      copyChosen(kept, row);
      layer.setRow(from, row, kept);
    } finally {
      lock.unlock();
    }
  }

  private void copyChosen(int count, int[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = Beam.slotOf(selection.chosen()[i]);
    }
  }

  private boolean isAmong(int to, int degree) {
    for (int i = 0; i < degree; i++) {
      if (row[i] == to) {
        return true;
      }
    }
    return false;
  }

  /** The locks under which rows of links are written: a few hundred, shared out over the slots. */
  static final class LinkLocks {

    private final ReentrantLock[] locks = new ReentrantLock[512];

    LinkLocks() {
      for (int i = 0; i < locks.length; i++) {
        locks[i] = new ReentrantLock();
      }
    }

    ReentrantLock of(int slot) {
      return locks[slot & (locks.length - 1)];
    }
  }
}
