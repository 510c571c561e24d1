package io.vecstore.index;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.VectorLayout;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.index.graph.BuildProgress;
import io.vecstore.index.score.SearchCounters;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall of the default settings on real vectors. */
class RecallTest {

  private static final double GOAL = 0.95;

  @Test
  void exactSearchFindsTheTruth() {
    check("sift5k", IndexSpec.flat(), 1.0);
  }

  @Test
  void theDefaultGraphFindsNearlyAllOnASmallSet() {
    check("sift5k", IndexSpec.hnsw().exactBelow(0), GOAL);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"glove50k", "debian", "debian-titles", "fashion", "glove"})
  void theDefaultGraphFindsNearlyAll(String set) {
    check(set, IndexSpec.hnsw(), GOAL);
  }

  @Test
  void theFastLayoutFindsNearlyAllOnASmallSet() {
    check("sift5k", IndexSpec.hnsw().exactBelow(0).layout(VectorLayout.FAST), GOAL);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyQuantizationFindsNearlyAllOnASmallSet(Quantization codes) {
    check("sift5k", IndexSpec.hnsw().exactBelow(0).quantization(codes), GOAL);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("codes")
  void everyQuantizationFindsNearlyAllWords(Quantization codes) {
    check("glove50k", IndexSpec.hnsw().quantization(codes), GOAL);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("codes")
  void everyQuantizationFindsNearlyAllTexts(Quantization codes) {
    check("debian", IndexSpec.hnsw().quantization(codes), GOAL);
  }

  static List<Quantization> codes() {
    return List.of(
        Quantization.none(),
        Quantization.int8(),
        Quantization.binary(),
        Quantization.product(50),
        Quantization.product(25));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"debian", "debian-titles", "fashion"})
  void theFastLayoutFindsNearlyAll(String set) {
    check(set, IndexSpec.hnsw().layout(VectorLayout.FAST), GOAL);
  }

  private static void check(String set, IndexSpec spec, double goal) {
    try (Arena arena = Arena.ofShared()) {
      Optional<RealVectors> loaded = RealVectors.load(set, arena);
      Assumptions.assumeTrue(loaded.isPresent(), () -> set + " is not on this machine");
      RealVectors vectors = loaded.get();
      List<Section> sections =
          VectorIndexes.build(
              spec, vectors.metric(), vectors.rows(), 2, new BuildProgress(), arena);
      VectorIndex index =
          VectorIndexes.open(
              new MemorySections(set, sections, arena), vectors.metric(), vectors.rows());
      int ef = spec instanceof IndexSpec.Hnsw hnsw ? hnsw.efSearch() : 0;
      for (int k : new int[] {1, 10, 100}) {
        double recall = recall(vectors, index, k, ef);
        assertTrue(recall >= goal, () -> set + ": recall@" + k + " is " + recall);
      }
    }
  }

  private static double recall(RealVectors vectors, VectorIndex index, int k, int ef) {
    double sum = 0;
    for (int query = 0; query < vectors.queries().rows(); query++) {
      TopOrdinals found = new TopOrdinals(k);
      index.search(vectors.queries().row(query), ef, null, found, new SearchCounters());
      found.sort();
      sum += vectors.recall(query, k, found);
    }
    return sum / vectors.queries().rows();
  }
}
