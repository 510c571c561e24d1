package io.vecstore.text.scorer;

import io.vecstore.text.postings.LengthCode;

/**
 * BM25 (Robertson and Zaragoza 2009, §3) in the form and the precision of Lucene: {@code w - w / (1
 * + tf * n(length))} with {@code w = boost * idf} and {@code n(l) = 1 / (k1 * (1 - b + b * l /
 * average))}. In this form a float never falls while tf rises or the length falls, on which bounds
 * rely. Immutable.
 */
public final class Bm25 {

  private final long documents;
  private final float averageLength;
  private final float[] inverse = new float[256];

  /**
   * Creates the formula for a collection.
   *
   * @param documents how many rows of all segments have terms
   * @param occurrences how many terms they have
   */
  public Bm25(float k1, float b, long documents, long occurrences) {
    this.documents = documents;
    this.averageLength = documents == 0 ? 1 : (float) (occurrences / (double) documents);
    for (int code = 0; code < inverse.length; code++) {
      float length = LengthCode.decode((byte) code);
      inverse[code] = 1f / (k1 * ((1 - b) + b * length / averageLength));
    }
  }

  /** Returns the inverse document frequency, above 0. */
  public float idf(long documentFrequency) {
    long n = Math.min(documentFrequency, documents);
    return (float) Math.log(1 + (documents - n + 0.5) / (n + 0.5));
  }

  /** Returns n of each length code; shared. */
  public float[] inverse() {
    return inverse;
  }

  /** Returns the score of a term. */
  public float score(float weight, int frequency, byte length) {
    return weight - weight / (1f + frequency * inverse[length & 0xFF]);
  }

  /** Returns how many rows of all segments have terms. */
  public long documents() {
    return documents;
  }

  /** Returns how many terms a row has on average. */
  public float averageLength() {
    return averageLength;
  }
}
