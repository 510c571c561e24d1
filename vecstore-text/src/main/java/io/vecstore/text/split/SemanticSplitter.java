package io.vecstore.text.split;

import io.vecstore.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts between sentences where the vectors of the text before and after are unusually far apart.
 *
 * @param percentile which share of the distances between neighbours is no change of topic, in [0,
 *     100]
 * @param embedder gives a vector for each of some texts
 */
record SemanticSplitter(double percentile, Function<List<String>, List<float[]>> embedder)
    implements TextSplitter.Strategy {

  /** Checks the range. */
  SemanticSplitter {
    if (!(percentile >= 0 && percentile <= 100)) {
      throw new InvalidInputException("percentile " + percentile + " is outside [0, 100]");
    }
  }

  @Override
  public List<Chunk> split(String text, TextSplitter.Limits limits) {
    List<Span> sentences = new ArrayList<>();
    for (Span sentence : Grain.SENTENCE.cut(text, new Span(0, text.length()))) {
      if (!sentence.strip(text).isEmpty()) {
        sentences.add(sentence);
      }
    }
    Packer packer = new Packer(text, limits);
    int from = 0;
    for (int cut : cuts(text, sentences)) {
      packer.pack(sentences.subList(from, cut), List.of(Grain.WORD, Grain.CHARACTER));
      from = cut;
    }
    return Packer.chunks(text, packer.packed());
  }

  /** Returns the numbers of the sentences before which to cut, and the number of sentences. */
  private List<Integer> cuts(String text, List<Span> sentences) {
    List<Integer> cuts = new ArrayList<>();
    if (sentences.size() > 2) {
      double[] distances = distances(embed(text, sentences));
      double[] sorted = distances.clone();
      Arrays.sort(sorted);
      double limit = sorted[(int) Math.min(sorted.length - 1, sorted.length * percentile / 100)];
      for (int i = 0; i < distances.length; i++) {
        if (distances[i] >= limit && distances[i] > sorted[0]) {
          cuts.add(i + 1);
        }
      }
    }
    cuts.add(sentences.size());
    return cuts;
  }

  /** Embeds each sentence with its neighbours, for one alone says too little. */
  private List<float[]> embed(String text, List<Span> sentences) {
    List<String> windows = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      int start = sentences.get(Math.max(0, i - 1)).start();
      int end = sentences.get(Math.min(sentences.size() - 1, i + 1)).end();
      windows.add(text.substring(start, end).strip());
    }
    List<float[]> vectors = embedder.apply(windows);
    if (vectors.size() != windows.size()) {
      throw new InvalidInputException(
          "the embedder gave " + vectors.size() + " vectors for " + windows.size() + " texts");
    }
    return vectors;
  }

  private static double[] distances(List<float[]> vectors) {
    double[] distances = new double[vectors.size() - 1];
    for (int i = 0; i < distances.length; i++) {
      float[] a = vectors.get(i);
      float[] b = vectors.get(i + 1);
      double product = Math.sqrt(dot(a, a) * dot(b, b));
      distances[i] = product == 0 ? 1 : 1 - dot(a, b) / product;
    }
    return distances;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
