package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreRemoveAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreWithFilteringIT;
import io.vecstore.VecStore;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's own tests of adding, searching and filtering. */
class FilteringKitTest extends EmbeddingStoreWithFilteringIT
    implements EmbeddingStoreAddAllContract, EmbeddingStoreRemoveAllContract {

  private final VecStore store = KitStores.empty();

  @Override
  public EmbeddingStore<TextSegment> embeddingStore() {
    return VecStoreEmbeddingStore.over(store);
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return KitStores.MODEL;
  }

  @Override
  protected boolean supportsContains() {
    return true;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
