package io.vecstore.index.product;

import io.vecstore.core.kernel.InverseNorms;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.spi.VectorRows;
import io.vecstore.index.score.HopScorer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Estimates closeness from product codes: one addition a byte, of a table that the query fills. One
 * order of additions, with or without the Vector API. Belongs to one thread at a time.
 */
final class ProductScorer implements HopScorer {

  /** The largest code of which the first and the last byte alone are touched. */
  private static final int LINE = 64;

  private final ProductCodes codes;
  private final VectorRows rows;
  private final float[] vector;
  private final float[] table;
  private int touched; // nobody needs it, but the compiler cannot know that

  ProductScorer(ProductCodes codes, VectorRows rows) {
    this.codes = codes;
    this.rows = rows;
    vector = new float[rows.dimension()];
    table = new float[codes.book().subspaces() * Codebook.CENTROIDS];
  }

  @Override
  public void query(float[] query) {
    float scale = codes.metric() == Metric.COSINE ? InverseNorms.of(query) : 1;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * query[i];
    }
    fill();
  }

  @Override
  public void queryRow(int ordinal) {
    float scale = codes.metric() == Metric.COSINE ? rows.inverseNorm(ordinal) : 1;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * rows.component(ordinal, i);
    }
    fill();
  }

  private void fill() {
    codes.book().fillTable(vector, codes.metric() == Metric.DOT_PRODUCT, table);
  }

  @Override
  public void closeness(int[] ordinals, int count, float[] out) {
    MemorySegment bytes = codes.codes();
    int subspaces = codes.book().subspaces();
    for (int i = 0; i < count; i++) {
      long at = codes.offset(ordinals[i]);
      for (int line = 0; line < subspaces; line += LINE) {
        touched += bytes.get(ValueLayout.JAVA_BYTE, at + line);
      }
      touched += bytes.get(ValueLayout.JAVA_BYTE, at + subspaces - 1);
    }
    for (int i = 0; i < count; i++) {
      out[i] = sum(table, bytes, codes.offset(ordinals[i]), subspaces);
    }
  }

  private static float sum(float[] table, MemorySegment bytes, long at, int subspaces) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int s = 0;
    for (; s <= subspaces - 4; s += 4) {
      int t = s * Codebook.CENTROIDS;
      s0 += table[t + (bytes.get(ValueLayout.JAVA_BYTE, at + s) & 255)];
      s1 += table[t + 256 + (bytes.get(ValueLayout.JAVA_BYTE, at + s + 1) & 255)];
      s2 += table[t + 512 + (bytes.get(ValueLayout.JAVA_BYTE, at + s + 2) & 255)];
      s3 += table[t + 768 + (bytes.get(ValueLayout.JAVA_BYTE, at + s + 3) & 255)];
    }
    for (; s < subspaces; s++) {
      s0 += table[s * Codebook.CENTROIDS + (bytes.get(ValueLayout.JAVA_BYTE, at + s) & 255)];
    }
    return s0 + s1 + (s2 + s3);
  }

  @Override
  public String toString() {
    return "ProductScorer[touched " + touched + "]";
  }
}
