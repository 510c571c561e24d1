package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import io.vecstore.VecStore;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's own tests of removing. */
class RemovalKitTest extends EmbeddingStoreWithRemovalIT {

  private final VecStore store = KitStores.empty();

  @Override
  protected EmbeddingStore<TextSegment> embeddingStore() {
    return VecStoreEmbeddingStore.over(store);
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return KitStores.MODEL;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
