package io.vecstore.index.near;

import io.vecstore.core.kernel.panel.Panels;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.beam.Beam;
import io.vecstore.index.parallel.Parallel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that are near each row, as far as they share a leaf with it: not quite the nearest, but
 * found many times faster than by a search for each. The same rows give the same answer, however
 * many threads do it. Safe from any thread once made.
 */
public final class NearRows {

  /** Near rows that are kept for each. */
  public static final int KEPT = 48;

  private static final int LOCKS = 512;

  private final MemorySegment keys;
  private final byte[] sizes;
  private final int[] order;
  private final Object[] locks = new Object[LOCKS];

  private NearRows(int count, Arena arena) {
    keys = arena.allocate((long) count * KEPT * Long.BYTES, Long.BYTES);
    sizes = new byte[count];
    order = new int[count];
    Arrays.setAll(locks, i -> new Object());
  }

  /**
   * Finds them.
   *
   * @param check called now and then, by any thread; throws where the work is not wanted any more
   * @param arena owns half a kilobyte for each row
   */
  public static NearRows find(
      Metric metric, VectorRows rows, int threads, Runnable check, Arena arena) {
    NearRows near = new NearRows(rows.count(), arena);
    List<int[]> leaves = new Partition(metric, rows, threads, check).leaves();
    near.setOrder(leaves);
    new Parallel(threads, 1)
        .forEach(
            leaves.size(),
            () -> {
              Leaf leaf = near.new Leaf(new RowPanels(metric, rows, Partition.LEAF));
              return number -> {
                check.run();
                leaf.compare(leaves.get(number));
              };
            });
    return near;
  }

  /**
   * Returns all ordinals, those that are near each other close together: who works in this order
   * finds in the cache what it needs.
   */
  public int[] order() {
    return order;
  }

  /**
   * Copies what is near a row.
   *
   * @param into receives keys as {@link Beam#key} packs them, best first
   * @return how many there are, at most {@link #KEPT}
   */
  public int copy(int ordinal, long[] into) {
    int size = sizes[ordinal];
    MemorySegment.copy(
        keys, ValueLayout.JAVA_LONG, (long) ordinal * KEPT * Long.BYTES, into, 0, size);
    return size;
  }

  private void setOrder(List<int[]> leaves) {
    boolean[] seen = new boolean[order.length];
    int next = 0;
    for (int[] leaf : leaves) {
      for (int ordinal : leaf) {
        if (!seen[ordinal]) {
          seen[ordinal] = true;
          order[next++] = ordinal;
        }
      }
    }
    for (int ordinal = 0; ordinal < seen.length; ordinal++) {
      if (!seen[ordinal]) {
        order[next++] = ordinal; // alone in all its parts
      }
    }
  }

  /** Merges sorted keys into those of a row. */
  private void merge(int ordinal, long[] found, int count, long[] old, long[] merged) {
    synchronized (locks[ordinal % LOCKS]) {
      int had = copy(ordinal, old);
      int size = 0;
      int i = 0;
      int j = 0;
      while (size < KEPT && (i < count || j < had)) {
        boolean isNew = j == had || (i < count && found[i] < old[j]);
        if (!isNew && i < count && found[i] == old[j]) {
          i++; // from an earlier leaf
        }
        merged[size++] = isNew ? found[i++] : old[j++];
      }
      MemorySegment.copy(
          merged, 0, keys, ValueLayout.JAVA_LONG, (long) ordinal * KEPT * Long.BYTES, size);
      sizes[ordinal] = (byte) size;
    }
  }

  /** Compares the rows of one leaf after the other. Belongs to one thread. */
  private final class Leaf {

    private final RowPanels panels;
    private final float[] products;
    private final long[] found;
    private final long[] old = new long[KEPT];
    private final long[] merged = new long[KEPT];

    Leaf(RowPanels panels) {
      this.panels = panels;
      products = new float[panels.columns() * panels.columns()];
      found = new long[panels.columns()];
    }

    void compare(int[] leaf) {
      panels.load(leaf, 0, leaf.length);
      for (int column = 0; column < leaf.length; column += Panels.COLUMNS) {
        panels.multiply(Math.min(leaf.length, column + Panels.COLUMNS), panels, column, products);
      }
      for (int i = 0; i < leaf.length; i++) {
        int count = collect(leaf, i);
        Arrays.sort(found, 0, count);
        merge(leaf[i], found, Math.min(KEPT, count), old, merged);
      }
    }

    /** Collects the keys of those that might be among the nearest; returns how many there are. */
    private int collect(int[] leaf, int i) {
      int stride = panels.columns();
      float worst = worst(leaf[i]);
      int above = i & -Panels.COLUMNS;
      int count = 0;
      for (int j = 0; j < leaf.length; j++) {
        // Products below the diagonal of panels were not computed: they are those above it.
        float product = products[j < above ? j * stride + i : i * stride + j];
        float closeness = panels.closeness(i, j, product);
        if (closeness >= worst && j != i) {
          found[count++] = Beam.key(leaf[j], closeness);
        }
      }
      return count;
    }

    /** Returns what a row must reach; another thread may raise it meanwhile. */
    private float worst(int ordinal) {
      synchronized (locks[ordinal % LOCKS]) {
        if (sizes[ordinal] < KEPT) {
          return Float.NEGATIVE_INFINITY;
        }
        long last = (long) ordinal * KEPT + KEPT - 1;
        return Beam.closenessOf(keys.getAtIndex(ValueLayout.JAVA_LONG, last));
      }
    }
  }
}
