package io.vecstore.core.query;

import java.util.List;

/**
 * Scores hits again, more carefully than an index can: for example a cross-encoder, which reads the
 * question and the text together. Has to be safe from any thread that asks queries with it.
 */
@FunctionalInterface
public interface Reranker {

  /**
   * Returns how well each hit answers.
   *
   * @param query what was asked
   * @param hits the candidates, best first by the score they were found with
   * @return a number for each of them, in their order; higher is better, on any scale
   */
  float[] scores(Query query, List<Hit> hits);
}
