package io.vecstore.index.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.core.testkit.Forall;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BoundedScanTest {

  private static final List<Metric> METRICS =
      List.of(Metric.COSINE, Metric.DOT_PRODUCT, Metric.EUCLIDEAN);

  @Test
  void findsExactlyWhatAScanOfAllVectorsFinds() {
    Forall.cases(400)
        .check(
            random -> {
              Block block = Block.random(random);
              OrdinalBits accept = random.nextInt(3) == 0 ? null : block.some(random);
              TopOrdinals expected = new TopOrdinals(1 + random.nextInt(20));
              TopOrdinals found = new TopOrdinals(expected.capacity());
              float[] query = block.vector(random);
              block.exact(query, accept, expected, new SearchCounters());
              block.bounded(query, accept, found, new SearchCounters());
              assertEquals(list(expected), list(found), block.toString());
            });
  }

  @Test
  void looksAtFewVectors() {
    SplittableRandom random = new SplittableRandom(1);
    for (Metric metric : METRICS) {
      Block block = new Block(metric, 384, 10_000, 1);
      block.fill(() -> gaussian(random, 384));
      SearchCounters counters = new SearchCounters();
      block.bounded(gaussian(random, 384), null, new TopOrdinals(10), counters);
      assertEquals(10_000, counters.scoredApproximately());
      assertTrue(counters.scored() < 300, metric + ": " + counters.scored());
    }
  }

  private static float[] gaussian(SplittableRandom random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static List<String> list(TopOrdinals top) {
    top.sort();
    List<String> list = new ArrayList<>();
    for (int rank = 0; rank < top.count(); rank++) {
      list.add(top.ordinal(rank) + ":" + top.score(rank));
    }
    return list;
  }

  /** Rows of a block, from ordinal 100 on. */
  private record Block(
      Metric metric, VectorRows rows, RowBounds bounds, int dimension, double scale) {

    private static final int BASE = 100;

    Block(Metric metric, int dimension, int count, double scale) {
      this(metric, empty(dimension, count), new RowBounds(dimension, count), dimension, scale);
    }

    private static VectorRows empty(int dimension, int count) {
      MemorySegment floats = Arena.ofAuto().allocate(4L * dimension * count, 64);
      return new VectorRows(floats, Arena.ofAuto().allocate(4L * count, 64), count, dimension);
    }

    static Block random(SplittableRandom random) {
      double[] scales = {1, 1e-30, 1e-3, 1e15, 1e19, 3e38};
      Block block =
          new Block(
              METRICS.get(random.nextInt(METRICS.size())),
              1 + random.nextInt(random.nextInt(10) == 0 ? 1500 : 90),
              1 + random.nextInt(300),
              scales[random.nextInt(scales.length)]);
      block.fill(() -> block.vector(random));
      return block;
    }

    /** The last rows repeat, so that there are ties. */
    void fill(Supplier<float[]> vectors) {
      float[] vector = vectors.get();
      for (int row = 0; row < rows.count(); row++) {
        if (row < 0.9 * rows.count()) {
          vector = vectors.get();
        }
        MemorySegment.copy(
            vector, 0, rows.floats(), ValueLayout.JAVA_FLOAT, rows.offset(row), dimension);
        rows.inverseNorms().setAtIndex(ValueLayout.JAVA_FLOAT, row, InverseNorms.of(vector));
        bounds.set(row, vector);
      }
    }

    float[] vector(SplittableRandom random) {
      float[] vector = new float[dimension];
      int shape = random.nextInt(6);
      double shift = random.nextInt(4) == 0 ? 5 : 0;
      for (int i = 0; i < dimension; i++) {
        double x =
            switch (shape) {
              case 0 -> 0.25;
              case 1 -> random.nextInt(8) == 0 ? 1 : 0;
              default -> random.nextDouble() + random.nextDouble() - 1 + shift;
            };
        vector[i] = (float) Math.clamp(x * scale, -Float.MAX_VALUE, Float.MAX_VALUE);
      }
      return vector;
    }

    OrdinalBits some(SplittableRandom random) {
      OrdinalBits bits = new OrdinalBits(BASE + rows.count());
      int odds = 1 + random.nextInt(5);
      for (int row = 0; row < rows.count(); row++) {
        if (random.nextInt(odds) == 0) {
          bits.add(BASE + row);
        }
      }
      return bits;
    }

    private RowScorer scorer(float[] query) {
      RowScorer scorer = new RowScorer(metric, rows);
      scorer.query(query);
      return scorer;
    }

    void exact(float[] query, OrdinalBits accept, TopOrdinals out, SearchCounters counters) {
      ExactScan.Range range = new ExactScan.Range(0, rows.count(), BASE);
      new ExactScan().scan(scorer(query), range, accept, out, counters);
    }

    void bounded(float[] query, OrdinalBits accept, TopOrdinals out, SearchCounters counters) {
      BoundedScan scan = new BoundedScan(metric, dimension);
      scan.query(query);
      ExactScan.Range range = new ExactScan.Range(0, rows.count(), BASE);
      scan.scan(bounds, scorer(query), range, accept, out, counters);
    }

    @Override
    public String toString() {
      return metric + ", dimension " + dimension + ", rows " + rows.count() + ", scale " + scale;
    }
  }
}
