package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.VectorLayout;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores take what was estimated, within 15 %. */
@Tag("once")
class StoreEstimateTest {

  private static final double TOLERANCE = 0.15;
  private static final int ROWS = 2_500;
  private static final int ROWS_IN_MEMORY = 6_000;

  @TempDir Path folder;

  private static Document document(int i, int dimension, int words) {
    SplittableRandom random = new SplittableRandom(i);
    float[] vector = new float[dimension];
    for (int at = 0; at < dimension; at++) {
      vector[at] = random.nextFloat() - 0.5f;
    }
    Document document = Document.of("document-" + i, vector);
    if (words == 0) {
      return document;
    }
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < words; word++) {
      text.append('w').append(random.nextInt(1 + random.nextInt(5_000))).append(' ');
    }
    return document
        .withText(text.toString())
        .withMetadata(Map.of("seven", i % 7, "name", "row " + i, "price", i * 0.25));
  }

  private static Stream<Document> documents(int rows, int dimension, int words) {
    return IntStream.range(0, rows).mapToObj(i -> document(i, dimension, words));
  }

  private static void near(String what, long estimated, long real) {
    assertTrue(
        Math.abs(estimated - real) <= TOLERANCE * real,
        what + ": estimated " + estimated + ", really " + real);
  }

  private void holdsOnDisk(Schema schema, int words) throws IOException {
    List<Document> sample = documents(100, schema.dimension(), words).toList();
    StoreEstimate estimate = StoreEstimate.of(schema, ROWS, sample);
    Path directory = folder.resolve("store");
    try (VecStore store =
        VecStore.open(directory, schema, o -> o.durability(Durability.MANUAL).compaction(false))) {
      store.ingest(documents(ROWS, schema.dimension(), words));
      store.optimize();
      near("mapped", estimate.mappedBytes(), store.stats().segmentBytes());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      near("on disk", estimate.diskBytes(), files.mapToLong(file -> file.toFile().length()).sum());
    }
  }

  /** Every kind of code, and both layouts; with texts one of them, as they are beside it. */
  static Stream<Arguments> indexes() {
    Map<String, IndexSpec> specs = new LinkedHashMap<>();
    IndexSpec.Hnsw graph = IndexSpec.hnsw().exactBelow(1_000);
    specs.put("int4", graph);
    specs.put("int8", graph.quantization(Quantization.int8()));
    specs.put("binary", graph.quantization(Quantization.binary()));
    specs.put("product", graph.quantization(Quantization.product(16)));
    specs.put("none", graph.quantization(Quantization.none()));
    specs.put("fast", graph.layout(VectorLayout.FAST));
    specs.put("flat", IndexSpec.flat());
    return Stream.concat(
        specs.entrySet().stream().map(spec -> arguments(spec.getKey(), spec.getValue(), 0)),
        Stream.of(arguments("int4", graph, 60)));
  }

  @ParameterizedTest(name = "{0}, {2} words")
  @MethodSource("indexes")
  void everyKindOfIndex(String name, IndexSpec index, int words) throws IOException {
    holdsOnDisk(Schema.of(96, Metric.EUCLIDEAN).indexedBy(index), words);
  }

  @Test
  void graphAndCodes() throws IOException {
    holdsOnDisk(Schema.of(128, Metric.COSINE).indexedBy(IndexSpec.hnsw().exactBelow(1_000)), 0);
  }

  @Test
  void graphWithBlocks() throws IOException {
    IndexSpec fast = IndexSpec.hnsw().exactBelow(1_000).layout(VectorLayout.FAST);
    holdsOnDisk(Schema.of(520, Metric.COSINE).indexedBy(fast), 0);
  }

  @Test
  void textsAndMetadataWithoutGraph() throws IOException {
    holdsOnDisk(Schema.of(384, Metric.EUCLIDEAN).indexedBy(IndexSpec.flat()), 120);
  }

  @Test
  void rowsThatAreNotSealed() {
    Schema schema = Schema.of(512, Metric.COSINE);
    List<Document> sample = documents(100, 512, 40).toList();
    StoreEstimate estimate = StoreEstimate.of(schema, ROWS_IN_MEMORY, sample);
    try (VecStore first = VecStore.inMemory(schema)) {
      first.ingest(documents(500, 512, 40)); // loads all classes
    }
    long before = memory();
    try (VecStore store = VecStore.inMemory(schema)) {
      store.ingest(documents(ROWS_IN_MEMORY, 512, 40));
      near("heap", estimate.heapBytes(), memory() - before);
      assertEquals(ROWS_IN_MEMORY, store.stats().activeRows());
    }
  }

  @Test
  void whatCannotBeEstimated() {
    Schema schema = Schema.of(2, Metric.COSINE);
    assertThrows(InvalidInputException.class, () -> StoreEstimate.of(schema, -1));
    assertThrows(InvalidInputException.class, () -> StoreEstimate.of(schema, 1, List.of()));
    assertTrue(StoreEstimate.of(schema, 0).mappedBytes() < 1_000);
  }

  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return least + direct;
  }
}
