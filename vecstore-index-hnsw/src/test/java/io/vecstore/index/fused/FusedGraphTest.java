package io.vecstore.index.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.UnsupportedFormatException;
import io.vecstore.core.kernel.fused.FusedBlocks;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.RealVectors;
import io.vecstore.index.VectorIndex;
import io.vecstore.index.VectorIndexes;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.graph.HnswGraph;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FusedGraphTest {

  private static final IndexSpec.Hnsw HNSW = IndexSpec.hnsw().exactBelow(0);

  private static final int ROWS = 1200;
  private static final int DIMENSION = 520;

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"COSINE", "EUCLIDEAN", "DOT_PRODUCT"})
  void aWalkOverBlocksFindsNearlyAll(Metric metric) {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(metric, arena);
      MemorySections sections = build(metric, rows, VectorLayout.FAST, arena);
      assertTrue(FusedGraph.isIn(sections));
      VectorIndex fast = VectorIndexes.open(sections, metric, rows);
      VectorIndex exact =
          VectorIndexes.open(new MemorySections("", List.of(), arena), metric, rows);
      int found = 0;
      for (int query = 0; query < 50; query++) {
        TopOrdinals nearest = search(exact, query, 0);
        TopOrdinals near = search(fast, query, 100);
        for (int rank = 0; rank < 10; rank++) {
          found += near.score(rank) >= nearest.score(9) ? 1 : 0;
        }
      }
      assertTrue(found >= 485, "found " + found + " of 500");
    }
  }

  @Test
  void oneThreadMakesTheBlocksThatManyMakeAndTheyAreReadBack() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, arena);
      MemorySections sections = build(Metric.COSINE, rows, VectorLayout.FAST, arena);
      HnswGraph graph = HnswGraph.open(sections, ROWS);
      byte[] alone = sections.require("blocks").toArray(ValueLayout.JAVA_BYTE);
      assertArrayEquals(
          alone, bytes(FusedGraph.encode(Metric.COSINE, rows, graph, 3, arena), arena));
      assertArrayEquals(alone, bytes(FusedGraph.open(sections, Metric.COSINE, rows), arena));
    }
  }

  @Test
  void blocksOfOtherRowsAndLinksToNowhereAreRefused() {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, arena);
      MemorySegment bytes = build(Metric.COSINE, rows, VectorLayout.FAST, arena).require("blocks");
      assertRefused(bytes.asSlice(0, bytes.byteSize() - 1), rows, arena);
      for (int field = 0; field < 4; field++) {
        MemorySegment bad = arena.allocate(bytes.byteSize()).copyFrom(bytes);
        bad.set(ValueLayout.JAVA_INT, 4L * field, 77);
        assertRefused(bad, rows, arena);
      }
      int blocks = 64 + (4 * DIMENSION + 63 & -64);
      for (int link : new int[] {-1, ROWS}) {
        MemorySegment bad = arena.allocate(bytes.byteSize()).copyFrom(bytes);
        bad.set(ValueLayout.JAVA_INT, blocks + 3 * FusedBlocks.blockBytes(DIMENSION) + 4 * 5, link);
        assertRefused(bad, rows, arena);
      }
      MemorySections later =
          new MemorySections("test", List.of(Section.of("blocks", 2, bytes)), arena);
      assertThrows(
          UnsupportedFormatException.class, () -> FusedGraph.open(later, Metric.COSINE, rows));
    }
  }

  @Test
  void whereACodeIsOneCacheLineTheFastLayoutKeepsCodes() {
    try (Arena arena = Arena.ofShared()) {
      float[] values = new float[300 * 100];
      for (int i = 0; i < values.length; i++) {
        values[i] = (i * 31 + i / 100) % 97 - 48;
      }
      VectorRows rows = RealVectors.rows(Metric.EUCLIDEAN, values, 100, arena);
      MemorySections sections = build(Metric.EUCLIDEAN, rows, VectorLayout.FAST, arena);
      assertTrue(sections.find("codes").isPresent());
      assertTrue(sections.find("blocks").isEmpty());
      IndexSpec.Hnsw none = HNSW.quantization(Quantization.none());
      MemorySections bare = build(Metric.EUCLIDEAN, rows, none, arena);
      assertTrue(bare.find("codes").isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aSearchAllocatesNothing(IndexSpec.Hnsw spec) {
    try (Arena arena = Arena.ofShared()) {
      VectorRows rows = rows(Metric.COSINE, arena);
      VectorIndex index =
          VectorIndexes.open(build(Metric.COSINE, rows, spec, arena), Metric.COSINE, rows);
      TopOrdinals top = new TopOrdinals(10);
      SearchCounters counters = new SearchCounters();
      float[] query = query(1);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      // Until it is compiled, the Vector API allocates; how long that takes nobody knows.
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 100 && least >= 1000; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
          top.clear();
          index.search(query, 40, null, top, counters);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertTrue(least < 1000, least + " bytes in 1000 searches");
    }
  }

  private static TopOrdinals search(VectorIndex index, int query, int ef) {
    TopOrdinals top = new TopOrdinals(10);
    index.search(query(query), ef, null, top, new SearchCounters());
    top.sort();
    assertEquals(10, top.count());
    return top;
  }

  private static List<IndexSpec.Hnsw> specs() {
    return List.of(
        HNSW,
        HNSW.layout(VectorLayout.FAST),
        HNSW.quantization(Quantization.none()),
        HNSW.quantization(Quantization.int8()),
        HNSW.quantization(Quantization.binary()),
        HNSW.quantization(Quantization.product(16)));
  }

  private static MemorySections build(
      Metric metric, VectorRows rows, VectorLayout layout, Arena arena) {
    return build(metric, rows, HNSW.layout(layout), arena);
  }

  private static MemorySections build(
      Metric metric, VectorRows rows, IndexSpec.Hnsw spec, Arena arena) {
    return new MemorySections(
        "seg-1", VectorIndexes.build(spec, metric, rows, 1, new BuildProgress(), arena), arena);
  }

  private static void assertRefused(MemorySegment bytes, VectorRows rows, Arena arena) {
    MemorySections sections =
        new MemorySections("seg-1", List.of(Section.of("blocks", 1, bytes)), arena);
    CorruptStoreException error =
        assertThrows(
            CorruptStoreException.class, () -> FusedGraph.open(sections, Metric.COSINE, rows));
    assertTrue(error.getMessage().startsWith("seg-1[blocks]"), error.getMessage());
  }

  private static byte[] bytes(FusedGraph graph, Arena arena) {
    return new MemorySections("", List.of(graph.section(arena)), arena)
        .require("blocks")
        .toArray(ValueLayout.JAVA_BYTE);
  }

  private static float[] query(int number) {
    return gaussian(new SplittableRandom(1000 + number), DIMENSION);
  }

  private static VectorRows rows(Metric metric, Arena arena) {
    float[] values = new float[ROWS * DIMENSION];
    for (int row = 0; row < ROWS; row++) {
      float[] one = gaussian(new SplittableRandom(row), DIMENSION);
      System.arraycopy(one, 0, values, row * DIMENSION, DIMENSION);
    }
    return RealVectors.rows(metric, values, DIMENSION, arena);
  }

  /** A point near one of a few lines, as real vectors lie near few directions. */
  private static float[] gaussian(SplittableRandom random, int dimension) {
    float[] vector = new float[dimension];
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    double c = random.nextGaussian();
    for (int i = 0; i < dimension; i++) {
      double mixed = a * Math.sin(i) + b * Math.cos(3 * i) + c * Math.sin(7 * i);
      vector[i] = (float) (mixed + 0.3 * random.nextGaussian() + 0.5);
    }
    return vector;
  }
}
