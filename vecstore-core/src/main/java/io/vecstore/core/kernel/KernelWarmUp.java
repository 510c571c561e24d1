package io.vecstore.core.kernel;

import io.vecstore.core.kernel.code.ByteKernels;
import io.vecstore.core.kernel.code.CodeRecords;
import io.vecstore.core.kernel.panel.PanelKernels;
import io.vecstore.core.kernel.panel.Panels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Calls SIMD kernels until they are compiled: a call of one that is not takes longer than one of
 * the scalar kernel. For one thread, in the background.
 */
final class KernelWarmUp {

  private static final int ROWS = 16;

  /** One length with a tail and one without, so that the compiler meets both ends of the loops. */
  private static final int[] DIMENSIONS = {256, 100};

  private static final int CALLS = 20;
  private static final int WINS = 5;

  /** A JVM that has not made them faster by then never will: its good compiler is off. */
  private static final long PATIENCE = 20_000_000_000L;

  private final long begin = System.nanoTime();
  private final VectorKernels simd;
  private final VectorKernels scalar;
  private final List<Rows> rows = List.of(new Rows(DIMENSIONS[0]), new Rows(DIMENSIONS[1]));
  private final int[] ordinals = new int[ROWS];
  private final float[] out = new float[ROWS];
  private final int[] sums = new int[ROWS];
  private final float[] products = new float[PanelKernels.ROWS * Panels.COLUMNS];

  private interface Call {
    void on(VectorKernels kernels, Rows rows);
  }

  /** Rows of zeros, and a query. */
  private static final class Rows {
    final int dimension;
    final float[] lanes;
    final MemorySegment floats;
    final NibbleQuery query;
    final NibbleRecords records;
    final int[] ints;
    final CodeRecords bytes;
    final Panels panels;

    Rows(int dimension) {
      this.dimension = dimension;
      float[] vector = new float[dimension];
      lanes = QueryLanes.of(vector);
      floats = Arena.ofAuto().allocate((long) ROWS * dimension * Float.BYTES, 64);
      query = new NibbleQuery(dimension);
      query.set(vector, 2);
      MemorySegment bytes = Arena.ofAuto().allocate(NibbleRecords.bytes(dimension, ROWS), 64);
      records = new NibbleRecords(bytes, dimension, ROWS);
      ints = new int[(dimension + 15) & -16];
      long codes = CodeRecords.bytes(dimension, ROWS);
      this.bytes = new CodeRecords(Arena.ofAuto().allocate(codes, 64), dimension, ROWS);
      panels = new Panels(dimension, Panels.COLUMNS);
    }
  }

  /** Prepares to warm up {@code simd}. */
  KernelWarmUp(VectorKernels simd, VectorKernels scalar) {
    this.simd = simd;
    this.scalar = scalar;
    for (int i = 0; i < ROWS; i++) {
      ordinals[i] = i;
    }
  }

  /** Returns true when the kernels are compiled, or false when they will not be. */
  boolean succeeds() {
    return untilFaster((k, r) -> k.nibbles(r.query, r.records, ordinals, ROWS, out))
        && untilFaster((k, r) -> k.dot(r.lanes, r.floats, r.dimension, ordinals, ROWS, out))
        && untilFaster(
            (k, r) -> k.squaredEuclidean(r.lanes, r.floats, r.dimension, ordinals, ROWS, out))
        && untilFaster(
            (k, r) -> {
              for (int i = 0; i < ROWS; i++) {
                out[i] = k.dot(r.lanes, r.floats, 0, r.dimension);
                out[i] += k.squaredEuclidean(r.lanes, r.floats, 0, r.dimension);
              }
            })
        && untilFaster(
            (k, r) -> {
              ByteKernels kernels = k == scalar ? ByteKernels.scalar() : ByteKernels.simd();
              kernels.dot(r.ints, r.bytes, ordinals, ROWS, sums);
            })
        && untilFaster(
            (k, r) -> {
              PanelKernels kernels = k == scalar ? PanelKernels.scalar() : PanelKernels.simd();
              kernels.dot(r.panels, 0, r.panels, 0, products);
            });
  }

  private boolean untilFaster(Call call) {
    int wins = 0;
    while (wins < WINS && System.nanoTime() - begin < PATIENCE) {
      wins = nanos(call, simd) < nanos(call, scalar) ? wins + 1 : 0;
    }
    return wins == WINS;
  }

  private long nanos(Call call, VectorKernels kernels) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.on(kernels, rows.get(i % 2));
    }
    return System.nanoTime() - start;
  }
}
