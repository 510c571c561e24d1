package io.vecstore.core.schema;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.error.InvalidInputException;

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
 */
public record TextSpec(AnalyzerSpec analyzer, float k1, float b, float phraseBoost) {

  /** Checks the ranges. */
  public TextSpec {
    check("k1", k1, 0, Float.MAX_VALUE);
    check("b", b, 0, 1);
    check("phraseBoost", phraseBoost, Float.MIN_NORMAL, 1e6f);
  }

  /** Returns the defaults with an analysis. */
  public static TextSpec of(AnalyzerSpec analyzer) {
    return new TextSpec(analyzer, 1.2f, 0.75f, 2f);
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
    return new TextSpec(analyzer, value, b, phraseBoost);
  }

  /** Returns a copy with another b. */
  public TextSpec b(float value) {
    return new TextSpec(analyzer, k1, value, phraseBoost);
  }

  /** Returns a copy with another phrase boost. */
  public TextSpec phraseBoost(float value) {
    return new TextSpec(analyzer, k1, b, value);
  }

  private static void check(String name, float value, float low, float high) {
    if (!(value >= low && value <= high)) {
      throw new InvalidInputException(
          name + " " + value + " is outside [" + low + ", " + high + "]");
    }
  }
}
