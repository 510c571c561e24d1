package io.vecstore.index.near;

import io.vecstore.core.schema.Metric;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.score.RowScorer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the links of a node among candidates, so that they point in different directions: a
 * candidate that is nearer to one chosen already than to the node is passed over (Malkov and
 * Yashunin 2018, algorithm 4; the relative neighbourhood rule). What was passed over gets a second
 * chance by a looser rule (Subramanya et al. 2019, DiskANN, algorithm 2, alpha above 1), as long as
 * there is room.
 *
 * <p>A candidate that is chosen is compared at once with all behind it that are still in the
 * running: so its row is made a query once for all of them. Belongs to one thread.
 */
public final class NeighbourSelection {

  /** Candidates that get a second chance, for each link wanted: the near ones. */
  private static final int SECOND_CHANCES = 3;

  private static final byte RUNNING = 0;
  private static final byte PASSED_OVER = 1;
  private static final byte OUT = 2; // by the looser rule, too
  private static final byte TAKEN = 3;

  private final RowScorer scorer;
  private final float origin;
  private final float looseness;
  private final long[] chosen;
  private final int[] chosenOrdinals;
  private final byte[] state;
  private final int[] running;
  private final int[] ordinals;
  private final float[] scores;
  private int count;

  /**
   * Creates a selection.
   *
   * @param scorer used for the candidates' distances among each other; its query is overwritten
   * @param limit the most links that are ever asked for
   * @param candidates the most that there ever are
   * @param alpha how many times farther away a candidate may be from a chosen one in the second
   *     chance; 1 for none
   */
  public NeighbourSelection(RowScorer scorer, int limit, int candidates, float alpha) {
    this.scorer = scorer;
    chosen = new long[limit];
    chosenOrdinals = new int[limit];
    state = new byte[candidates];
    running = new int[candidates];
    ordinals = new int[candidates];
    scores = new float[Math.max(candidates, limit)];
    // Closeness is a negated distance but for the cosine; both distances are squares of a Euclidean
    // one.
    origin = scorer.metric() == Metric.COSINE ? 1 : 0;
    looseness = scorer.metric() == Metric.DOT_PRODUCT ? 1 : alpha * alpha;
  }

  /** Returns the keys chosen last; the first so many as {@link #choose} returned. */
  public long[] chosen() {
    return chosen;
  }

  /**
   * Chooses at most {@code limit} of the candidates.
   *
   * @param rows the ordinal of each slot, or null where they are the same
   * @param keys candidates as {@link Beam#key} packs slots with their closeness to the node, best
   *     first
   * @return the number chosen
   */
  public int choose(int @Nullable [] rows, long[] keys, int candidates, int limit) {
    count = 0;
    Arrays.fill(state, 0, candidates, RUNNING);
    for (int i = 0; i < candidates && count < limit; i++) {
      if (state[i] == RUNNING) {
        take(rows, keys[i]);
        state[i] = TAKEN;
        if (count < limit) {
          passOver(rows, keys, i, candidates);
        }
      }
    }
    if (looseness > 1) {
      int near = Math.min(candidates, SECOND_CHANCES * limit);
      for (int i = 0; i < near && count < limit; i++) {
        if (state[i] == PASSED_OVER && isFarFromChosen(rows, keys[i])) {
          take(rows, keys[i]);
        }
      }
    }
    return count;
  }

  private void take(int @Nullable [] rows, long key) {
    chosenOrdinals[count] = ordinal(rows, key);
    chosen[count++] = key;
  }

  /** Passes over what is nearer to the one taken last than to the node. */
  private void passOver(int @Nullable [] rows, long[] keys, int taken, int candidates) {
    int alive = 0;
    for (int j = taken + 1; j < candidates; j++) {
      if (state[j] == RUNNING) {
        ordinals[alive] = ordinal(rows, keys[j]);
        running[alive++] = j;
      }
    }
    if (alive == 0) {
      return;
    }
    scorer.queryRow(chosenOrdinals[count - 1]);
    scorer.closeness(ordinals, alive, scores);
    for (int i = 0; i < alive; i++) {
      int j = running[i];
      float distance = origin - Beam.closenessOf(keys[j]);
      if (scores[i] > origin - distance) {
        state[j] = scores[i] > origin - distance / looseness ? OUT : PASSED_OVER;
      }
    }
  }

  private boolean isFarFromChosen(int @Nullable [] rows, long key) {
    float bound = origin - (origin - Beam.closenessOf(key)) / looseness;
    scorer.queryRow(ordinal(rows, key));
    scorer.closeness(chosenOrdinals, count, scores);
    for (int i = 0; i < count; i++) {
      if (scores[i] > bound) {
        return false;
      }
    }
    return true;
  }

  private static int ordinal(int @Nullable [] rows, long key) {
    int slot = Beam.slotOf(key);
    return rows == null ? slot : rows[slot];
  }
}
