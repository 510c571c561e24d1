package io.vecstore.examples.ask;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.vecstore.Embedder;
import java.util.List;

/**
 * The sentence model all-MiniLM-L6-v2, quantized, run in this process by ONNX: 384 components,
 * about 256 words of a text.
 */
public final class MiniLm implements Embedder {

  private static final int DIMENSION = 384;

  private final EmbeddingModel model = open();

  private static EmbeddingModel open() {
    // The tokenizer's library would tell its makers of every use.
    System.setProperty("OPT_OUT_TRACKING", "true");
    return new AllMiniLmL6V2QuantizedEmbeddingModel();
  }

  @Override
  public String model() {
    return "all-MiniLM-L6-v2, quantized";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
    return model.embedAll(segments).content().stream().map(Embedding::vector).toList();
  }
}
