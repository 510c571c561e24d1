package io.vecstore.examples;

import java.util.Locale;

/**
 * Turns a text into a vector without a model, by counting its runs of three letters: texts that
 * share words get close vectors. Enough for examples and tests; what a text <em>means</em> takes a
 * model, as {@code examples/ask} uses one.
 */
public final class TrigramEmbedding {

  /** The number of components of every vector. */
  public static final int DIMENSION = 256;

  private TrigramEmbedding() {}

  /**
   * Returns the vector of a text, of {@link #DIMENSION} components; the same text gives the same
   * vector.
   */
  public static float[] embed(String text) {
    String padded = "  " + text.toLowerCase(Locale.ROOT).strip() + "  ";
    float[] vector = new float[DIMENSION];
    for (int i = 0; i + 3 <= padded.length(); i++) {
      int mixed = padded.substring(i, i + 3).hashCode() * 0x9E3779B9;
      vector[Math.floorMod(mixed >> 16, DIMENSION)]++;
    }
    return vector;
  }
}
