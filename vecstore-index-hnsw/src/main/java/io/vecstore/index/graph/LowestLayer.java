package io.vecstore.index.graph;

import io.vecstore.index.beam.Beam;
import io.vecstore.index.near.DraftLinks;
import io.vecstore.index.near.NearRows;
import io.vecstore.index.near.NeighbourSelection;
import io.vecstore.index.parallel.Parallel;
import io.vecstore.index.score.RowScorer;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Builds the lowest layer, with all rows at once: the rows of a leaf are compared with one another,
 * and each chooses its links among what is near; then each is searched for from there, and chooses
 * anew (the second pass of DiskANN, Subramanya et al. 2019, algorithm 3). After either pass a link
 * is offered to the node that it leads to. Nodes read what the pass before left, so the layer does
 * not depend on the number of threads, and nothing is locked.
 *
 * <p>Links among near rows alone make islands that no walk finds; so the nodes of the layer above
 * keep some of the links that they have there.
 */
final class LowestLayer {

  /** How loose the second chance of a link is. */
  static final float ALPHA = 1.2f;

  /** Of nodes that very many link to, the nearest of those are asked. */
  private static final int MOST_ASKED = 96;

  private final GraphRows rows;
  private final GraphLayers layers;
  private final GraphLayer layer;
  private final BuildSpec spec;
  private final BuildProgress progress;
  private final int most;
  private final int usual; // the links that a node chooses: some room is left for others to link to

  /**
   * @param layers of which those above the lowest are linked
   * @param spec with the beam of a search
   */
  LowestLayer(GraphRows rows, GraphLayers layers, BuildSpec spec, BuildProgress progress) {
    this.rows = rows;
    this.layers = layers;
    this.spec = spec;
    this.progress = progress;
    layer = layers.lowest();
    most = 2 * spec.m();
    usual = most - most / 8;
  }

  /** Links all nodes; tells two steps for each. */
  void build() {
    try (Arena passing = Arena.ofShared()) {
      DraftLinks draft = new DraftLinks(layer.count(), most, passing);
      int[] order = linkNear(draft);
      linkBack(draft, order);
      refine(draft, order);
      linkBack(draft, order);
    }
    linkFar();
  }

  /** Chooses links among the near rows; returns an order in which near rows follow each other. */
  private int[] linkNear(DraftLinks draft) {
    try (Arena passing = Arena.ofShared()) {
      NearRows near =
          NearRows.find(
              rows.metric(), rows.rows(), spec.threads(), progress::check, /* arena= */ passing);
      int[] order = near.order();
      new Parallel(spec.threads())
          .forEach(
              order.length,
              () -> {
                NeighbourSelection selection =
                    new NeighbourSelection(rows.exact(), most, NearRows.KEPT, ALPHA);
                long[] candidates = new long[NearRows.KEPT];
                return number -> {
                  int count = near.copy(order[number], candidates);
                  int chosen = selection.choose(null, candidates, count, most - most * 3 / 8);
                  draft.set(order[number], selection.chosen(), chosen);
                  progress.advance();
                };
              });
      return order;
    }
  }

  /** Searches for each node, beginning at its links, and chooses new ones. */
  private void refine(DraftLinks draft, int[] order) {
    new Parallel(spec.threads())
        .forEach(
            order.length,
            () -> {
              Refiner refiner = new Refiner();
              return number -> {
                refiner.refine(order[number], draft);
                progress.advance();
              };
            });
  }

  /** Gives each node its links and those of the others that link to it, as many as are of use. */
  private void linkBack(DraftLinks draft, int[] order) {
    try (Arena passing = Arena.ofShared()) {
      draft.turn(passing);
      new Parallel(spec.threads())
          .forEach(
              order.length,
              () -> {
                Joiner joiner = new Joiner();
                return number -> {
                  joiner.join(order[number], draft);
                  progress.check();
                };
              });
    }
  }

  private void linkFar() {
    if (layers.top() == 0) {
      return;
    }
    GraphLayer above = layers.layer(1);
    int far = most * 3 / 16;
    int[] row = new int[layer.width()];
    int[] links = new int[above.width()];
    for (int slot = 0; slot < above.count(); slot++) {
      int node = above.slotBelow(slot);
      int degree = Math.min(layer.links(node, row), most - far);
      int others = above.links(slot, links);
      for (int i = 0; i < others && degree < most; i++) {
        int link = above.slotBelow(links[i]);
        if (!isAmong(link, row, degree)) {
          row[degree++] = link;
        }
      }
      layer.setRow(node, row, degree);
    }
  }

  private static boolean isAmong(int slot, int[] row, int degree) {
    for (int i = 0; i < degree; i++) {
      if (row[i] == slot) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAmong(int slot, long[] keys, int count) {
    for (int i = 0; i < count; i++) {
      if (Beam.slotOf(keys[i]) == slot) {
        return true;
      }
    }
    return false;
  }

  /** Joins the links of nodes with those that lead to them. Belongs to one thread. */
  private final class Joiner {

    private final NeighbourSelection selection =
        new NeighbourSelection(rows.exact(), most, most + MOST_ASKED, ALPHA);
    private final long[] candidates = new long[most + MOST_ASKED];
    private final int[] row = new int[most];
    private long[] asked = new long[MOST_ASKED];

    void join(int node, DraftLinks draft) {
      int own = draft.copy(node, candidates);
      int count = own;
      int inward = ask(node, draft);
      for (int i = 0; i < inward; i++) {
        if (!isAmong(Beam.slotOf(asked[i]), candidates, own)) {
          candidates[count++] = asked[i];
        }
      }
      long[] kept = candidates;
      if (count > most) {
        Arrays.sort(candidates, 0, count);
        count = selection.choose(null, candidates, count, usual);
        kept = selection.chosen();
      }
      for (int i = 0; i < count; i++) {
        row[i] = Beam.slotOf(kept[i]);
      }
      layer.setRow(node, row, count);
    }

    private int ask(int node, DraftLinks draft) {
      int inward = draft.inward(node);
      if (inward > asked.length) {
        asked = new long[inward];
      }
      for (int i = 0; i < inward; i++) {
        asked[i] = draft.inward(node, i);
      }
      if (inward > MOST_ASKED) {
        Arrays.sort(asked, 0, inward);
      }
      return Math.min(inward, MOST_ASKED);
    }
  }

  /** Searches for nodes. Belongs to one thread. */
  private final class Refiner {

    private final int width = Math.max(spec.efConstruction(), layer.width());
    private final WalkScratch scratch = new WalkScratch(rows.guide(), layer.width());
    private final RowScorer exact = rows.exact();
    private final NeighbourSelection selection =
        new NeighbourSelection(rows.exact(), most, width + layer.width(), ALPHA);
    private final long[] candidates = new long[width + layer.width()];
    private final int[] ordinals = new int[width + layer.width()];
    private final float[] scores = new float[width + layer.width()];
    private final int[] row = new int[layer.width()];

    void refine(int node, DraftLinks draft) {
      scratch.scorer.queryRow(node);
      int degree = layer.links(node, row);
      BeamSearch.startAround(scratch, layer, node, spec.efConstruction());
      BeamSearch.walk(scratch, layer);
      int count = scratch.beam.copyKeys(candidates);
      int others = count;
      for (int i = 0; i < degree; i++) {
        if (!isAmong(row[i], candidates, others)) {
          candidates[count++] = Beam.key(row[i], 0);
        }
      }
      rankExactly(node, count);
      int chosen = selection.choose(null, candidates, count, usual);
      draft.set(node, selection.chosen(), chosen);
    }

    private void rankExactly(int node, int count) {
      for (int i = 0; i < count; i++) {
        ordinals[i] = Beam.slotOf(candidates[i]);
      }
      exact.queryRow(node);
      exact.closeness(ordinals, count, scores);
      for (int i = 0; i < count; i++) {
        candidates[i] = Beam.key(ordinals[i], scores[i]);
      }
      Arrays.sort(candidates, 0, count);
    }
  }
}
