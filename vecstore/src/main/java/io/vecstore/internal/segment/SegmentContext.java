package io.vecstore.internal.segment;

import io.vecstore.core.schema.Schema;
import io.vecstore.text.Analyzer;

/**
 * What every segment of a store has in common.
 *
 * @param schema what is stored
 * @param analyzer makes terms of texts
 */
public record SegmentContext(Schema schema, Analyzer analyzer) {

  /**
   * Returns the context of a schema.
   *
   * @throws io.vecstore.core.error.InvalidInputException if the schema names an analysis that there
   *     is not
   */
  public static SegmentContext of(Schema schema) {
    return new SegmentContext(schema, Analyzer.of(schema.text().analyzer()));
  }
}
