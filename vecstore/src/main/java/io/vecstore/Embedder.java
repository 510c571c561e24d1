package io.vecstore;

import java.util.List;

/**
 * A model that turns texts into vectors: texts that mean the same are to be close. Has to be safe
 * from any thread.
 */
public interface Embedder {

  /** Returns the id of the model with its version; vectors of two models are never compared. */
  String model();

  /** Returns the number of components of every vector. */
  int dimension();

  /**
   * Returns the vectors of texts.
   *
   * @return one for each text, in their order, new for each call
   */
  List<float[]> embed(List<String> texts);
}
