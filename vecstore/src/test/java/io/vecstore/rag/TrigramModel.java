package io.vecstore.rag;

import io.vecstore.Embedder;
import java.util.ArrayList;
import java.util.List;

/** Embeds by runs of three letters, remembers what it was given, and fails when told to. */
final class TrigramModel implements Embedder {

  static final int DIMENSION = 64;

  final List<String> given = new ArrayList<>();
  int callsUntilItFails = Integer.MAX_VALUE;

  @Override
  public String model() {
    return "trigrams";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (callsUntilItFails-- == 0) {
      throw new IllegalStateException("the model is gone");
    }
    given.addAll(texts);
    return texts.stream().map(TrigramModel::vector).toList();
  }

  static float[] vector(String text) {
    float[] vector = new float[DIMENSION];
    vector[0] = 0.1f;
    for (int i = 0; i + 3 <= text.length(); i++) {
      vector[Math.floorMod(text.substring(i, i + 3).hashCode() * 0x9E3779B9 >> 16, DIMENSION)]++;
    }
    return vector;
  }
}
