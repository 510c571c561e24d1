package io.vecstore.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.core.testkit.Forall;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.score.RowScorer;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every vector index promises, whatever the rows look like and however narrow the filter is.
 */
class VectorIndexContractTest {

  /** The kinds of index. */
  enum Kind {
    FLAT,
    HNSW,
    FAST,
    NONE,
    BYTES,
    BITS,
    PRODUCT
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hitsAreAsManyAsThereAreMatchesSortedAndNeverOutsideTheFilter(Kind kind) {
    Forall.cases(60).check(random -> checkRandomCase(kind, random));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void equalRowsAreRankedByOrdinalAndAllFound(Kind kind) {
    try (Arena arena = Arena.ofShared()) {
      float[] values = new float[500 * 3];
      java.util.Arrays.fill(values, 0.5f);
      VectorIndex index =
          index(kind, Metric.COSINE, RealVectors.rows(Metric.COSINE, values, 3, arena), arena);
      TopOrdinals found = new TopOrdinals(10);
      index.search(new float[] {1, 1, 1}, 20, null, found, new SearchCounters());
      found.sort();
      assertEquals(10, found.count());
      for (int rank = 1; rank < 10; rank++) {
        assertTrue(found.ordinal(rank - 1) < found.ordinal(rank));
      }
    }
  }

  @Test
  void noRowsGiveNoHits() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows none = RealVectors.rows(Metric.EUCLIDEAN, new float[0], 4, arena);
      TopOrdinals found = new TopOrdinals(10);
      index(Kind.HNSW, Metric.EUCLIDEAN, none, arena)
          .search(new float[4], 10, null, found, new SearchCounters());
      assertEquals(0, found.count());
    }
  }

  private static void checkRandomCase(Kind kind, SplittableRandom random) {
    Metric[] metrics = Metric.values();
    Metric metric = metrics[random.nextInt(random.nextBoolean() ? 3 : metrics.length)];
    int dimension = random.nextInt(5) == 0 ? random.nextInt(105, 150) : random.nextInt(1, 40);
    int count = random.nextInt(4) == 0 ? random.nextInt(1, 4) : random.nextInt(1, 1500);
    try (Arena arena = Arena.ofShared()) {
      float[] values = clustered(random, count, dimension);
      VectorRows rows = RealVectors.rows(metric, values, dimension, arena);
      VectorIndex index = index(kind, metric, rows, arena);
      for (int query = 0; query < 5; query++) {
        OrdinalBits accept = random.nextInt(4) == 0 ? null : filter(random, count);
        int k = random.nextBoolean() ? random.nextInt(1, 20) : random.nextInt(1, 2 * count + 1);
        float[] vector = clustered(random, 1, dimension);
        checkSearch(index, metric, vector, k, accept);
      }
    }
  }

  private static void checkSearch(
      VectorIndex index, Metric metric, float[] query, int k, @Nullable OrdinalBits accept) {
    TopOrdinals found = new TopOrdinals(k);
    SearchCounters counters = new SearchCounters();
    index.search(query, 10, accept, found, counters);
    found.sort();
    int matches = accept == null ? index.rows().count() : accept.cardinality();
    assertEquals(Math.min(k, matches), found.count(), () -> "hits of " + matches + " matches");
    RowScorer scorer = new RowScorer(metric, index.rows());
    scorer.query(query);
    TreeSet<Integer> seen = new TreeSet<>();
    for (int rank = 0; rank < found.count(); rank++) {
      int ordinal = found.ordinal(rank);
      assertTrue(
          accept == null || accept.contains(ordinal), () -> ordinal + " is outside the filter");
      assertTrue(seen.add(ordinal), () -> ordinal + " twice");
      assertEquals(scorer.closeness(ordinal), found.score(rank));
      if (rank > 0) {
        boolean ordered =
            found.score(rank - 1) > found.score(rank)
                || (found.score(rank - 1) == found.score(rank)
                    && found.ordinal(rank - 1) < ordinal);
        assertTrue(ordered, "rank " + rank + " is out of order");
      }
    }
    assertTrue(matches == 0 || counters.scored() >= found.count());
  }

  static VectorIndex index(Kind kind, Metric metric, VectorRows rows, Arena arena) {
    IndexSpec.Hnsw graph = IndexSpec.hnsw().m(6).efConstruction(20).efSearch(10).exactBelow(0);
    IndexSpec spec =
        switch (kind) {
          case FLAT -> IndexSpec.flat();
          case HNSW -> graph;
          case FAST -> graph.layout(VectorLayout.FAST);
          case NONE -> graph.quantization(Quantization.none());
          case BYTES -> graph.quantization(Quantization.int8());
          case BITS -> graph.quantization(Quantization.binary());
          case PRODUCT ->
              graph.quantization(Quantization.product(Math.max(1, rows.dimension() / 8)));
        };
    List<Section> sections = VectorIndexes.build(spec, metric, rows, 1, new BuildProgress(), arena);
    return VectorIndexes.open(new MemorySections("test", sections, arena), metric, rows);
  }

  private static OrdinalBits filter(SplittableRandom random, int count) {
    OrdinalBits bits = new OrdinalBits(count);
    double share = random.nextInt(3) == 0 ? random.nextDouble() * 0.02 : random.nextDouble(0, 1.1);
    for (int i = 0; i < count; i++) {
      if (random.nextDouble() < share) {
        bits.add(i);
      }
    }
    return bits;
  }

  private static float[] clustered(SplittableRandom random, int count, int dimension) {
    int clusters = random.nextInt(1, 6);
    double spread = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    List<float[]> centres = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      float[] centre = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        centre[i] = (float) random.nextDouble(-2, 2);
      }
      centres.add(centre);
    }
    float[] values = new float[count * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          centres.get(i / dimension % clusters)[i % dimension]
              + (float) (spread * random.nextDouble(-1, 1));
    }
    return values;
  }
}
