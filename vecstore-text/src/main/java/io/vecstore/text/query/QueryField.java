package io.vecstore.text.query;

import io.vecstore.core.schema.TextField;
import io.vecstore.text.Analyzer;
import java.util.List;

/**
 * A field in which a query looks.
 *
 * @param number its place in the schema, 0 for the text of the document
 * @param name what queries call it
 * @param analyzer makes terms of what is asked
 * @param boost what its scores are multiplied with; 0 where only a query that names it looks there
 * @param synonyms what else is asked for
 */
public record QueryField(
    int number, String name, Analyzer analyzer, float boost, Synonyms synonyms) {

  /** A field without synonyms. */
  public QueryField(int number, String name, Analyzer analyzer, float boost) {
    this(number, name, analyzer, boost, Synonyms.NONE);
  }

  /** Returns the field with another boost. */
  public QueryField boosted(float other) {
    return new QueryField(number, name, analyzer, other, synonyms);
  }

  /** Returns the fields of a collection that has nothing but the text of its documents. */
  static List<QueryField> text(Analyzer analyzer) {
    return List.of(new QueryField(0, TextField.TEXT, analyzer, 1));
  }
}
