package io.vecstore.junit;

import io.vecstore.Embedder;
import java.util.List;
import java.util.Locale;

/**
 * A model for tests: no download, no randomness, the same vector for the same text in every run on
 * every machine. Counts runs of three letters, so that texts which share words are close; it knows
 * nothing of what they mean.
 */
public final class TestEmbedder implements Embedder {

  private static final int RUN = 3;

  private final int dimension;

  private TestEmbedder(int dimension) {
    this.dimension = dimension;
  }

  /**
   * Returns a model whose vectors have so many components.
   *
   * @param dimension 1 or more; from 64 on different words seldom fall together
   */
  public static TestEmbedder of(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension " + dimension);
    }
    return new TestEmbedder(dimension);
  }

  @Override
  public String model() {
    return "vecstore-test-embedder-1/" + dimension;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::embed).toList();
  }

  /** Returns the vector of one text; never all zeros. */
  public float[] embed(String text) {
    String padded = "  " + text.toLowerCase(Locale.ROOT).strip() + "  ";
    float[] vector = new float[dimension];
    for (int i = 0; i + RUN <= padded.length(); i++) {
      int mixed = padded.substring(i, i + RUN).hashCode() * 0x9E3779B9;
      vector[Math.floorMod(mixed >> 16, dimension)]++;
    }
    return vector;
  }
}
