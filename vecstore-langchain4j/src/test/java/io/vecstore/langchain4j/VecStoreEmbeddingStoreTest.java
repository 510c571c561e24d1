package io.vecstore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kits do not ask. */
class VecStoreEmbeddingStoreTest {

  private final VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE));
  private final VecStoreEmbeddingStore embeddings = VecStoreEmbeddingStore.over(store);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void addingUnderTheSameIdReplaces() {
    embeddings.add("a", Embedding.from(new float[] {1, 0}));
    embeddings.add("a", Embedding.from(new float[] {0, 1}));
    assertEquals(1, store.count());
    assertEquals(1.0, find(request(0, 1)).getFirst().score(), 1e-6);
  }

  @Test
  void aKeyWithDotsIsOneField() {
    add("a", 1, 0, "text", Map.of("author.name[0]", "ada"));
    add("b", 1, 0, "text", Map.of("author", "ada"));
    var request = request(1, 0).filter(new IsEqualTo("author.name[0]", "ada"));
    assertEquals(List.of("a"), ids(request));
  }

  @Test
  void aNegatedFilterHoldsWhereTheFieldIsMissing() {
    add("a", 1, 0, "text", Map.of("lang", "en"));
    add("b", 1, 0, "text", Map.of());
    assertEquals(List.of("b"), ids(request(1, 0).filter(new IsNotIn("lang", List.of("en")))));
  }

  @Test
  void aQueryTextFindsByWordsInAHybridStore() {
    add("near", 1, 0, "something else", Map.of());
    add("words", 0.6f, 0.8f, "the torn tail of a log", Map.of());
    var request = request(1, 0).query("torn tail");
    assertEquals("near", ids(request).getFirst());
    assertEquals("words", find(embeddings.hybrid(Fusion.rrf()), request).getFirst().embeddingId());
  }

  @Test
  void fieldsThatLangChain4jHasNoTypeForAreLeftOut() {
    store.upsert(
        Document.of("a", 1, 0)
            .withText("text")
            .withMetadata(Map.of("flag", true, "tags", List.of("x"), "year", 2020)));
    Metadata metadata = find(request(1, 0)).getFirst().embedded().metadata();
    assertEquals(Map.of("year", 2020L), metadata.toMap());
  }

  @Test
  void aStoreOfAnotherMetricIsRefused() {
    try (VecStore euclidean = VecStore.inMemory(Schema.of(2, Metric.EUCLIDEAN))) {
      var refused =
          assertThrows(InvalidInputException.class, () -> VecStoreEmbeddingStore.over(euclidean));
      assertTrue(refused.getMessage().contains("EUCLIDEAN"), refused.getMessage());
    }
  }

  private void add(String id, float x, float y, String text, Map<String, Object> metadata) {
    embeddings.addAll(
        List.of(id),
        List.of(Embedding.from(new float[] {x, y})),
        List.of(TextSegment.from(text, Metadata.from(metadata))));
  }

  private static EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request(float x, float y) {
    return EmbeddingSearchRequest.builder().queryEmbedding(Embedding.from(new float[] {x, y}));
  }

  private List<EmbeddingMatch<TextSegment>> find(
      EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request) {
    return find(embeddings, request);
  }

  private static List<EmbeddingMatch<TextSegment>> find(
      VecStoreEmbeddingStore store, EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request) {
    return store.search(request.build()).matches();
  }

  private List<String> ids(EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request) {
    return find(request).stream().map(EmbeddingMatch::embeddingId).toList();
  }
}
