package io.vecstore.index.near;

import io.vecstore.core.kernel.panel.Panels;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cuts rows into leaves of a few hundred that are near each other, and that overlap: some rows are
 * picked at random as leaders, each row goes to the nearest few of them, and what is still too many
 * is cut again (the ball carving of Chen, Dhulipala et al. 2024, PiPNN, section 4). The same rows
 * give the same leaves, however many threads do it.
 */
final class Partition {

  /** Rows of a leaf at most: all are compared with all. */
  static final int LEAF = 320;

  /** Leaders that a row goes to, at first; later to the nearest alone. */
  private static final int FANOUT = 5;

  /** Leaders at most, since each row is compared with each. */
  private static final int MOST_LEADERS = 400;

  /** Leaders are picked at random, and so some leaves are small. */
  private static final double MORE_LEADERS = 1.6;

  private static final int BLOCK = 64;
  private static final int DEEPEST = 16;

  private final Metric metric;
  private final VectorRows rows;
  private final int threads;
  private final Runnable check;
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<int[]> leaves = new ArrayList<>();

  /**
   * @param check called now and then; throws where the work is not wanted any more
   */
  Partition(Metric metric, VectorRows rows, int threads, Runnable check) {
    this.metric = metric;
    this.rows = rows;
    this.threads = threads;
    this.check = check;
  }

  /** Returns the leaves: ordinals, each row in one or more of them. */
  List<int[]> leaves() {
    int[] all = new int[rows.count()];
    Arrays.setAll(all, i -> i);
    split(all, FANOUT, 0);
    return leaves;
  }

  private void split(int[] set, int fanout, int depth) {
    check.run();
    if (set.length <= LEAF) {
      leaves.add(set);
      return;
    }
    double wanted = Math.ceil((double) set.length * fanout / LEAF * MORE_LEADERS);
    int count = (int) Math.min(MOST_LEADERS, Math.max(fanout + 1, wanted));
    for (int[] part : parts(set, nearest(set, leaders(set, count), count, fanout), count)) {
      if (part.length == set.length || depth == DEEPEST) {
        cut(part); // rows that are nearly all alike
      } else if (part.length > 1) {
        split(part, 1, depth + 1);
      }
    }
  }

  private void cut(int[] set) {
    for (int from = 0; from < set.length; from += LEAF) {
      leaves.add(Arrays.copyOfRange(set, from, Math.min(set.length, from + LEAF)));
    }
  }

  private RowPanels leaders(int[] set, int count) {
    int[] shuffled = set.clone();
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, shuffled.length);
      int leader = shuffled[j];
      shuffled[j] = shuffled[i];
      shuffled[i] = leader;
    }
    RowPanels leaders = new RowPanels(metric, rows, count);
    leaders.load(shuffled, 0, count);
    return leaders;
  }

  /** Returns, for each row of the set, its nearest leaders. */
  private int[] nearest(int[] set, RowPanels leaders, int count, int fanout) {
    int[] nearest = new int[set.length * fanout];
    int blocks = (set.length + BLOCK - 1) / BLOCK;
    new Parallel(threads, 1)
        .forEach(
            blocks,
            () -> {
              RowPanels block = new RowPanels(metric, rows, BLOCK);
              float[] products = new float[BLOCK * leaders.columns()];
              Beam best = new Beam();
              return number -> {
                check.run();
                int from = number * BLOCK;
                int size = Math.min(BLOCK, set.length - from);
                block.load(set, from, size);
                for (int column = 0; column < count; column += Panels.COLUMNS) {
                  block.multiply(size, leaders, column, products);
                }
                for (int i = 0; i < size; i++) {
                  best.reset(fanout);
                  rank(leaders, count, products, i * leaders.columns(), best);
                  for (int rank = 0; rank < fanout; rank++) {
                    nearest[(from + i) * fanout + rank] = best.slot(rank);
                  }
                }
              };
            });
    return nearest;
  }

  private static void rank(RowPanels leaders, int count, float[] products, int from, Beam best) {
    float threshold = best.threshold();
    for (int leader = 0; leader < count; leader++) {
      float order = leaders.order(leader, products[from + leader]);
      if (order >= threshold) {
        best.offer(leader, order);
        threshold = best.threshold();
      }
    }
  }

  private static int[][] parts(int[] set, int[] nearest, int count) {
    int[] sizes = new int[count];
    for (int leader : nearest) {
      sizes[leader]++;
    }
    int[][] parts = new int[count][];
    Arrays.setAll(parts, leader -> new int[sizes[leader]]);
    Arrays.fill(sizes, 0);
    int fanout = nearest.length / set.length;
    for (int i = 0; i < nearest.length; i++) {
      int leader = nearest[i];
      parts[leader][sizes[leader]++] = set[i / fanout];
    }
    return parts;
  }
}
