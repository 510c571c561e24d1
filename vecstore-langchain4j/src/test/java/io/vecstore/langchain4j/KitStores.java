package io.vecstore.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.vecstore.VecStore;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;

/** What LangChain4j's test kits ask of us: a model, and an empty store of its dimension. */
final class KitStores {

  static final EmbeddingModel MODEL = new AllMiniLmL6V2QuantizedEmbeddingModel();

  static VecStore empty() {
    return VecStore.inMemory(Schema.of(384, Metric.COSINE));
  }

  private KitStores() {}
}
