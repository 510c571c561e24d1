package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import io.vecstore.index.score.RowScorer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Inserts nodes into a graph under construction, and then refines them: a node that came early did
 * not see those that came late. One per thread.
 */
final class GraphInserter {

  /**
   * How loose the second chance of a link is; measured: at equal recall a walk scores a third fewer
   * rows than with 1.
   */
  private static final float ALPHA = 1.2f;

  /** A full row gives up one link in so many, so that not every further link has to choose anew. */
  private static final int ROOM = 8;

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
    int width = layers.lowest().width();
    scratch = new WalkScratch(rows.guide(), width);
    pivot = rows.exact();
    guided = rows.codes() != null;
    int most = Math.max(spec.efConstruction(), width) + width;
    selection = new NeighbourSelection(rows.exact(), width, most, ALPHA);
    candidates = new long[most];
    row = new int[width + 1];
    rowOrdinals = new int[width + 1];
    rowScores = new float[width + 1];
    for (int level = 0; level < chosen.length; level++) {
      chosen[level] = new int[width];
    }
  }

  /** Finds the node's neighbours on each of its layers, top down, and then links it, bottom up. */
  void insert(int ordinal) {
    int level = Math.min(levels.level(ordinal), layers.top());
    if (layers.entryOrdinal() == ordinal) {
      return; // where every walk begins needs no links of its own: others link to it
    }
    scratch.scorer.queryRow(ordinal);
    int entry = BeamSearch.descend(scratch, layers, level);
    for (int at = level; at >= 0; at--) {
      GraphLayer layer = layers.layer(at);
      BeamSearch.start(scratch, layer, entry, spec.efConstruction());
      BeamSearch.walk(scratch, layer);
      int found = scratch.beam.copyKeys(candidates);
      if (guided) {
        pivot.queryRow(ordinal);
        rankExactly(layer, found);
      }
      entry = layer.slotBelow(scratch.beam.slot(0));
      chosenCount[at] = selection.choose(layer, candidates, found, spec.m());
      System.arraycopy(selection.chosen(), 0, chosen[at], 0, chosenCount[at]);
    }
    for (int at = 0; at <= level; at++) {
      link(layers.layer(at), at, ordinal);
    }
  }

  /**
   * Searches for a node that is linked already, on the lowest layer, and chooses its links anew
   * among what was found and what it has, as many as fit (the second pass of DiskANN's build,
   * Subramanya et al. 2019, algorithm 3).
   */
  void refine(int ordinal) {
    GraphLayer layer = layers.lowest();
    scratch.scorer.queryRow(ordinal);
    int entry = BeamSearch.descend(scratch, layers, 0);
    BeamSearch.start(scratch, layer, entry, spec.efConstruction());
    scratch.visited.add(ordinal);
    BeamSearch.walk(scratch, layer);
    int found = withLinks(layer, ordinal, scratch.beam.copyKeys(candidates));
    pivot.queryRow(ordinal);
    rankExactly(layer, found);
    int count = selection.choose(layer, candidates, found, 2 * spec.m());
    System.arraycopy(selection.chosen(), 0, chosen[0], 0, count);
    ReentrantLock own = locks.of(ordinal);
    own.lock();
    try {
      layer.setRow(ordinal, chosen[0], count);
    } finally {
      own.unlock();
    }
    for (int i = 0; i < count; i++) {
      linkBack(layer, chosen[0][i], ordinal, 2 * spec.m());
    }
  }

  /**
   * Adds the links of a node to the candidates, those that are not among them, and takes out the
   * node itself; returns how many there are.
   */
  private int withLinks(GraphLayer layer, int slot, int found) {
    int count = 0;
    for (int i = 0; i < found; i++) {
      if (Beam.slotOf(candidates[i]) != slot) { // where the walk begins at the node itself
        candidates[count++] = candidates[i];
      }
    }
    int others = count;
    int degree = layer.links(slot, row);
    for (int i = 0; i < degree; i++) {
      boolean there = false;
      for (int j = 0; j < others && !there; j++) {
        there = Beam.slotOf(candidates[j]) == row[i];
      }
      if (!there) {
        candidates[count++] = Beam.key(row[i], 0);
      }
    }
    return count;
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
    int most = level == 0 ? 2 * spec.m() : spec.m();
    for (int i = 0; i < chosenCount[level]; i++) {
      linkBack(layer, chosen[level][i], slot, most);
    }
  }

  /**
   * Adds a link to a row that has it not; where the row is full, chooses anew among its links and
   * the new one, and leaves some room.
   */
  private void linkBack(GraphLayer layer, int from, int to, int most) {
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
      int kept = selection.choose(layer, candidates, degree, most - most / ROOM);
      layer.setRow(from, selection.chosen(), kept);
    } finally {
      lock.unlock();
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
