package io.vecstore.core.schema;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the text of documents is indexed and scored. Part of the schema.
 *
 * <p>Scores are BM25 as Lucene computes it: {@code idf * tf / (tf + k1 * (1 - b + b * length /
 * averageLength))}, without the constant factor {@code k1 + 1}, which does not change the order.
 *
 * @param analyzer how text becomes terms
 * @param k1 how much a repeated term adds, at least 0; default 1.2
 * @param b how much long texts are held back, in [0, 1]; default 0.75
 * @param phraseBoost what the terms of a quoted phrase that occurs are multiplied with, above 0;
 *     default 2
 * @param fields the fields of the metadata that are searched too; most have none. The score of a
 *     document is the sum of what its text and these fields have, each times its boost
 */
public record TextSpec(
    AnalyzerSpec analyzer, float k1, float b, float phraseBoost, List<TextField> fields) {

  /** The most fields besides the text. */
  public static final int MAX_FIELDS = 31;

  /** Checks the ranges. */
  public TextSpec {
    TextField.check("k1", k1, 0, Float.MAX_VALUE);
    TextField.check("b", b, 0, 1);
    TextField.check("phraseBoost", phraseBoost, Float.MIN_NORMAL, 1e6f);
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (TextField field : fields) {
      if (!names.add(field.name())) {
        throw new InvalidInputException("two text fields are named \"" + field.name() + "\"");
      }
    }
    if (names.size() > MAX_FIELDS) {
      throw new InvalidInputException(names.size() + " text fields, at most " + MAX_FIELDS);
    }
  }

  /** Returns the defaults with an analysis. */
  public static TextSpec of(AnalyzerSpec analyzer) {
    return new TextSpec(analyzer, 1.2f, 0.75f, 2f, List.of());
  }

  /**
   * Returns the defaults for English: stop words are left out, words are reduced to their stems.
   */
  public static TextSpec english() {
    return of(AnalyzerSpec.english());
  }

  /** Returns the defaults for a language, in English and lower case, for example {@code german}. */
  public static TextSpec language(String language) {
    return of(AnalyzerSpec.language(language));
  }

  /** Returns the defaults for any language: runs of letters and digits in lower case. */
  public static TextSpec simple() {
    return of(AnalyzerSpec.simple());
  }

  /** Returns the defaults for text that is split at white space only, in lower case. */
  public static TextSpec whitespace() {
    return of(AnalyzerSpec.whitespace());
  }

  /**
   * Returns the defaults for runs of {@code min} to {@code max} characters: finds parts of words,
   * at the price of a larger index.
   */
  public static TextSpec ngram(int min, int max) {
    return of(AnalyzerSpec.ngram(min, max));
  }

  /** Returns a copy with another k1. */
  public TextSpec k1(float value) {
    return new TextSpec(analyzer, value, b, phraseBoost, fields);
  }

  /** Returns a copy with another b. */
  public TextSpec b(float value) {
    return new TextSpec(analyzer, k1, value, phraseBoost, fields);
  }

  /** Returns a copy with another phrase boost. */
  public TextSpec phraseBoost(float value) {
    return new TextSpec(analyzer, k1, b, value, fields);
  }

  /**
   * Returns a copy that searches a field of the metadata too, analysed and scored as the text is.
   *
   * @param name the path in the metadata, for example {@code title}
   * @param boost what its scores are multiplied with, above 0
   */
  public TextSpec field(String name, double boost) {
    return field(new TextField(name, analyzer, (float) boost, k1, b));
  }

  /** Returns a copy that searches a field of the metadata too. */
  public TextSpec field(TextField field) {
    return new TextSpec(
        analyzer, k1, b, phraseBoost, Stream.concat(fields.stream(), Stream.of(field)).toList());
  }
}
