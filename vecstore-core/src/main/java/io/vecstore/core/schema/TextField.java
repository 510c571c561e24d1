package io.vecstore.core.schema;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;

/**
 * A field of the metadata whose text is searched by words beside the text of the document: a title,
 * a list of tags. Each has an index and statistics of its own, so that a word that is common in
 * texts may be rare in titles. Part of the schema.
 *
 * @param name the path in the metadata, for example {@code title} or {@code author.name}: letters,
 *     digits, {@code _}, {@code -} and dots, a letter or {@code _} first; not {@code text}, which
 *     is the text of the document. The values of an array are read as one text
 * @param analyzer how its text becomes terms
 * @param boost what its scores are multiplied with, above 0; the text of the document has 1
 * @param k1 how much a repeated term adds, at least 0
 * @param b how much long values are held back, in [0, 1]
 */
public record TextField(String name, AnalyzerSpec analyzer, float boost, float k1, float b) {

  /** The name of the text of the document, in queries. */
  public static final String TEXT = "text";

  /** Checks name and ranges. */
  public TextField {
    if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_-]*(\\.[\\p{L}_][\\p{L}\\p{N}_-]*)*")
        || name.length() > 255
        || name.equals(TEXT)) {
      throw new InvalidInputException(
          "\""
              + name
              + "\" is no name of a text field: letters, digits, _ and -, with dots between them,"
              + " and not \"text\"");
    }
    check(name + ": boost", boost, Float.MIN_NORMAL, 1e6f);
    check(name + ": k1", k1, 0, Float.MAX_VALUE);
    check(name + ": b", b, 0, 1);
  }

  /** Returns a field with k1 1.2 and b 0.75. */
  public static TextField of(String name, AnalyzerSpec analyzer, double boost) {
    return new TextField(name, analyzer, (float) boost, 1.2f, 0.75f);
  }

  /** Returns a copy with another k1. */
  public TextField k1(float value) {
    return new TextField(name, analyzer, boost, value, b);
  }

  /** Returns a copy with another b. */
  public TextField b(float value) {
    return new TextField(name, analyzer, boost, k1, value);
  }

  static void check(String name, float value, float low, float high) {
    if (!(value >= low && value <= high)) {
      throw new InvalidInputException(
          name + " " + value + " is outside [" + low + ", " + high + "]");
    }
  }
}
