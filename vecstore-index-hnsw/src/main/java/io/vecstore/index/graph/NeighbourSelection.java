package io.vecstore.index.graph;

import io.vecstore.core.schema.Metric;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.score.RowScorer;

/**
 * Chooses the links of a node among candidates, so that they point in different directions: a
 * candidate that is nearer to one chosen already than to the node is passed over (Malkov and
 * Yashunin 2018, algorithm 4; the relative neighbourhood rule). What was passed over gets a second
 * chance by a looser rule (Subramanya et al. 2019, DiskANN, algorithm 2, alpha above 1), as long as
 * there is room. Belongs to one thread.
 */
final class NeighbourSelection {

  private static final int CHUNK = 8;

  /** Candidates that get a second chance, for each link wanted: the near ones. */
  private static final int SECOND_CHANCES = 3;

  private final RowScorer scorer;
  private final float origin;
  private final float looseness;
  private final int[] chosen;
  private final int[][] chosenOrdinals;
  private final float[] scores = new float[CHUNK];
  private final boolean[] taken;
  private int count;

  /**
   * @param scorer used for the candidates' distances among each other; its query is overwritten
   * @param limit the most links that are ever asked for
   * @param alpha how many times farther away a candidate may be from a chosen one in the second
   *     chance; 1 for none
   */
  NeighbourSelection(RowScorer scorer, int limit, int candidates, float alpha) {
    this.scorer = scorer;
    chosen = new int[limit];
    chosenOrdinals = new int[(limit + CHUNK - 1) / CHUNK][CHUNK];
    taken = new boolean[candidates];
    // Closeness is a negated distance but for the cosine; both distances are squares of a Euclidean
    // one.
    origin = scorer.metric() == Metric.COSINE ? 1 : 0;
    looseness = scorer.metric() == Metric.DOT_PRODUCT ? 1 : alpha * alpha;
  }

  /** Returns the slots chosen last; the first so many as {@link #choose} returned. */
  int[] chosen() {
    return chosen;
  }

  /**
   * Chooses at most {@code limit} of the candidates.
   *
   * @param keys candidates as {@link Beam#key} packs them with their closeness to the node, best
   *     first
   * @return the number chosen
   */
  int choose(GraphLayer layer, long[] keys, int candidates, int limit) {
    count = 0;
    for (int i = 0; i < candidates && count < limit; i++) {
      taken[i] = admit(layer, keys[i], 1);
    }
    if (looseness > 1) {
      int near = Math.min(candidates, SECOND_CHANCES * limit);
      for (int i = 0; i < near && count < limit; i++) {
        if (!taken[i]) {
          taken[i] = admit(layer, keys[i], looseness);
        }
      }
    }
    return count;
  }

  private boolean admit(GraphLayer layer, long key, float factor) {
    int slot = Beam.slotOf(key);
    int ordinal = layer.ordinal(slot);
    float bound = origin - (origin - Beam.closenessOf(key)) / factor;
    scorer.queryRow(ordinal);
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      scorer.closeness(chosenOrdinals[from / CHUNK], size, scores);
      for (int i = 0; i < size; i++) {
        if (scores[i] > bound) {
          return false;
        }
      }
    }
    chosen[count] = slot;
    chosenOrdinals[count / CHUNK][count % CHUNK] = ordinal;
    count++;
    return true;
  }
}
