package io.vecstore.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vecstore.core.error.CorruptStoreException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Quantization;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.VectorLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCodecTest {

  private static final Schema SCHEMA = Schema.of(64, Metric.COSINE);

  static List<IndexSpec> specs() {
    return List.of(
        IndexSpec.flat(),
        IndexSpec.hnsw(),
        IndexSpec.hnsw().layout(VectorLayout.FAST),
        IndexSpec.hnsw().quantization(Quantization.none()),
        IndexSpec.hnsw().quantization(Quantization.int8()),
        IndexSpec.hnsw().quantization(Quantization.binary()).m(32).efSearch(7),
        IndexSpec.hnsw().quantization(Quantization.product(16)));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyWayToSearchIsReadBack(IndexSpec spec) {
    Schema schema = SCHEMA.indexedBy(spec);
    assertEquals(schema, SchemaCodec.decode(SchemaCodec.encode(schema), "test"));
  }

  @Test
  void fourBitsAreWrittenAsBeforeThereWereOthers() {
    assertEquals(SCHEMA, with("index hnsw 16 200 0 10000"));
    assertEquals("index hnsw 16 200 0 10000", text(SCHEMA).lines().toList().get(2));
  }

  @Test
  void theOldNameOfAWalkByTheRowsIsUnderstood() {
    IndexSpec none = IndexSpec.hnsw().quantization(Quantization.none());
    assertEquals(SCHEMA.indexedBy(none), with("index hnsw 16 200 0 10000 float"));
  }

  @Test
  void unknownCodesAreDamage() {
    assertThrows(CorruptStoreException.class, () -> with("index hnsw 16 200 0 10000 int3"));
    assertThrows(CorruptStoreException.class, () -> with("index hnsw 16 200 0 10000 product"));
    assertThrows(CorruptStoreException.class, () -> with("index hnsw 16 200 0 10000 product 65"));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    IndexSpec.Hnsw fast = IndexSpec.hnsw().layout(VectorLayout.FAST);
    assertThrows(InvalidInputException.class, () -> fast.quantization(Quantization.int8()));
    assertThrows(InvalidInputException.class, () -> Quantization.product(0));
    IndexSpec wide = IndexSpec.hnsw().quantization(Quantization.product(65));
    assertThrows(InvalidInputException.class, () -> SCHEMA.indexedBy(wide));
  }

  private static Schema with(String line) {
    String text = text(SCHEMA).replaceFirst("index .*", line);
    return SchemaCodec.decode(text.getBytes(StandardCharsets.UTF_8), "test");
  }

  private static String text(Schema schema) {
    return new String(SchemaCodec.encode(schema), StandardCharsets.UTF_8);
  }
}
