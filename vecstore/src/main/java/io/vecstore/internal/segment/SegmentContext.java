package io.vecstore.internal.segment;

import io.vecstore.core.model.FieldPath;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextField;
import io.vecstore.text.Analyzer;
import java.util.ArrayList;
import java.util.List;

/**
 * What every segment of a store has in common.
 *
 * @param schema what is stored
 * @param analyzers make terms of the text, and of each text field of the schema
 * @param paths where the texts of those fields are in the metadata
 */
public record SegmentContext(Schema schema, List<Analyzer> analyzers, List<FieldPath> paths) {

  /** Copies the lists. */
  public SegmentContext {
    analyzers = List.copyOf(analyzers);
    paths = List.copyOf(paths);
  }

  /**
   * Returns the context of a schema.
   *
   * @throws io.vecstore.core.error.InvalidInputException if the schema names an analysis that there
   *     is not
   */
  public static SegmentContext of(Schema schema) {
    List<Analyzer> analyzers = new ArrayList<>();
    List<FieldPath> paths = new ArrayList<>();
    analyzers.add(Analyzer.of(schema.text().analyzer()));
    for (TextField field : schema.text().fields()) {
      analyzers.add(Analyzer.of(field.analyzer()));
      paths.add(FieldPath.parse(field.name()));
    }
    return new SegmentContext(schema, analyzers, paths);
  }

  /** Returns what makes terms of the text. */
  public Analyzer analyzer() {
    return analyzers.getFirst();
  }
}
