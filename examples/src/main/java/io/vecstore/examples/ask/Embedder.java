package io.vecstore.examples.ask;

import java.util.List;

/** Turns texts into vectors: a model, or a stand-in for one. Safe to share between threads. */
@FunctionalInterface
public interface Embedder {

  /** Returns one vector for each text, in order, all of one dimension. */
  List<float[]> embed(List<String> texts);

  /** Returns the vector of one text. */
  default float[] embed(String text) {
    return embed(List.of(text)).getFirst();
  }
}
