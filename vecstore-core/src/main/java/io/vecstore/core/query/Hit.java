package io.vecstore.core.query;

import io.vecstore.core.model.Metadata;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One answer.
 *
 * @param id the document's id
 * @param score higher is better; what it measures depends on the query: the metric's score, BM25,
 *     or the fused score
 * @param text the document's text, if it has one
 * @param metadata the document's metadata
 * @param legs what the parts of the query said of the document
 */
public record Hit(String id, float score, Optional<String> text, Metadata metadata, Legs legs) {

  /**
   * What the parts of a query said of a document, before they were fused.
   *
   * @param distance the raw distance of the vectors, lower is closer; empty where the query has no
   *     vector
   * @param vectorScore the metric's score; empty where the query has no vector
   * @param keywordScore BM25, 0 where no word matches; empty where the query has no keywords
   */
  public record Legs(
      OptionalDouble distance, OptionalDouble vectorScore, OptionalDouble keywordScore) {}
}
