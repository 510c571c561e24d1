package io.vecstore.text.fuse;

import io.vecstore.core.query.Fusion;
import io.vecstore.core.spi.ReadLimit;
import java.util.Arrays;
import java.util.List;

/**
 * Fuses legs: create it of what they found, complete each leg with the scores that it lacks if the
 * fusion asks for it, then {@link #fuse}. For one query, on one thread.
 */
public final class Fuser {

  private final Fusion fusion;
  private final long[] keys;
  private final Column[] columns;

  /** Creates a fuser; the first leg has the weight alpha, the others share the rest. */
  public Fuser(Fusion fusion, List<Leg> legs) {
    this.fusion = fusion;
    keys =
        legs.stream().flatMapToLong(leg -> Arrays.stream(leg.keys)).sorted().distinct().toArray();
    columns = new Column[legs.size()];
    for (int i = 0; i < columns.length; i++) {
      double weight =
          columns.length == 1
              ? 1
              : i == 0 ? fusion.alpha() : (1 - fusion.alpha()) / (columns.length - 1);
      columns[i] = new Column(keys, legs.get(i), weight);
    }
  }

  /** Returns whether the fusion wants {@link #complete} before {@link #fuse}. */
  public boolean wantsCompletion() {
    return fusion.completed();
  }

  /** Returns the keys that other legs found and this one did not, ascending. */
  public long[] missing(int leg) {
    Column column = columns[leg];
    long[] missing = new long[keys.length - column.present];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (!column.has(i)) {
        missing[count++] = keys[i];
      }
    }
    return missing;
  }

  /**
   * Adds the scores that a leg lacks.
   *
   * @param scores of {@link #missing}, in that order; NaN where the leg cannot score it
   */
  public void complete(int leg, float[] scores) {
    Column column = columns[leg];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      if (!column.has(i)) {
        column.complete(i, scores[at++]);
      }
    }
  }

  /** Returns the best {@code k}, best first, ties to the lower key. */
  public Fused fuse(int k) {
    for (Column column : columns) {
      column.normalize(fusion.strategy());
    }
    double[] scores = new double[keys.length];
    double[] normalized = new double[columns.length];
    for (int i = 0; i < keys.length; i++) {
      scores[i] = Strategies.score(fusion, columns, i, normalized);
    }
    Integer[] order = new Integer[keys.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        ReadLimit.current()
            .asked(
                (a, b) -> {
                  int byScore = Double.compare(scores[b], scores[a]);
                  return byScore != 0 ? byScore : Integer.compare(a, b);
                }));
    int count = Math.min(k, order.length);
    int[] rows = new int[count];
    Arrays.setAll(rows, rank -> order[rank]);
    return new Fused(keys, scores, columns, rows);
  }
}
